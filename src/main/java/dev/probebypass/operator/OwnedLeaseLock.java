package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * A lock by a Lease that our Deployment owns. The Lease is named after the Deployment, is made only while that stands, and goes
 * with it. Each problem is reported once: the elector would write a stack trace for every attempt.
 *
 * @param metadata what the lock gives the Lease when it makes it
 */
record OwnedLeaseLock(OwnDeployment deployment, ObjectMeta metadata, Lock lock, OngoingFailure failures)
        implements Lock {

    static OwnedLeaseLock of(OwnDeployment deployment, OngoingFailure failures) {
        OperatorSettings settings = deployment.settings();
        ObjectMeta metadata = new ObjectMetaBuilder()
                .withNamespace(settings.namespace())
                .withName(settings.deployment())
                .build();
        return new OwnedLeaseLock(deployment, metadata, new LeaseLock(metadata, settings.identity()), failures);
    }

    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
        try {
            LeaderElectionRecord held = lock.get(client);
            failures.settle();
            return held;
        } catch (KubernetesClientException problem) {
            throw told(problem);
        }
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
        try {
            metadata.setOwnerReferences(List.of(owner()));
            lock.create(client, record);
        } catch (KubernetesClientException problem) {
            throw told(problem);
        }
    }

    private OwnerReference owner() {
        return deployment
                .ownerReference()
                .orElseThrow(() -> new KubernetesClientException("the Deployment %s is not there"
                        .formatted(deployment.settings().deployment())));
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
            failures.report(problem);
        }
        return problem;
    }
}
