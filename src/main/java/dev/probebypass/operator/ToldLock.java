package dev.probebypass.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.net.HttpURLConnection;

/** A lock that says once why it can't be reached; whoever uses it would write a stack trace for every attempt. */
record ToldLock(Lock lock, Complaints complaints) implements Lock {

    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
        try {
            LeaderElectionRecord held = lock.get(client);
            complaints.settle();
            return held;
        } catch (KubernetesClientException problem) {
            throw told(problem);
        }
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
        try {
            lock.create(client, record);
        } catch (KubernetesClientException problem) {
            throw told(problem);
        }
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
        try {
            lock.update(client, record);
        } catch (KubernetesClientException problem) {
            throw told(problem);
        }
    }

    @Override
    public String identity() {
        return lock.identity();
    }

    @Override
    public String describe() {
        return lock.describe();
    }

    /** That somebody else was faster is what a lock is for. */
    private KubernetesClientException told(KubernetesClientException problem) {
        if (problem.getCode() != HttpURLConnection.HTTP_CONFLICT) {
            complaints.report(problem);
        }
        return problem;
    }
}
