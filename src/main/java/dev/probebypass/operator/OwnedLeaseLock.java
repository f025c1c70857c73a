package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * The Lease of this installation, named after our Deployment, which is made only while that stands and goes with it. Says once why it can't be had; whoever uses it
 * would write a stack trace for every attempt.
 *
 * @param metadata what the lock gives the Lease when it makes it
 */
record OwnedLeaseLock(OperatorClient cluster, ObjectMeta metadata, Lock lock, FailureLog complaints) implements Lock {

    static OwnedLeaseLock of(OperatorClient cluster, FailureLog complaints) {
        OperatorSettings settings = cluster.settings();
        ObjectMeta metadata = new ObjectMetaBuilder()
                .withNamespace(settings.namespace())
                .withName(settings.deployment())
                .build();
        return new OwnedLeaseLock(cluster, metadata, new LeaseLock(metadata, settings.identity()), complaints);
    }

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
            metadata.setOwnerReferences(List.of(cluster.owner()
                    .orElseThrow(() -> new KubernetesClientException("the Deployment %s is not there"
                            .formatted(cluster.settings().deployment())))));
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
