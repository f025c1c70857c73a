package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The Lease of earlier versions, which had the same name in every installation. It is deleted where our Deployment owns it, its name
 * is not the one that we use now, and nobody has renewed it for a while: after a rollback somebody may.
 */
final class FormerLease {

    private static final String NAME = "probe-bypass";
    private static final Duration UNUSED = Duration.ofMinutes(1);

    private final OperatorClient cluster;
    private final InstantSource clock;
    private final FailureLog complaints;

    FormerLease(OperatorClient cluster, InstantSource clock, FailureLog complaints) {
        this.cluster = cluster;
        this.clock = clock;
        this.complaints = complaints;
    }

    /** Deletes it, if it is there and may go. */
    void clean() {
        if (cluster.settings().deployment().equals(NAME)) {
            return;
        }
        try {
            Optional.ofNullable(cluster.lease(NAME).get())
                    .filter(this::isOurs)
                    .filter(this::isUnused)
                    .ifPresent(lease -> cluster.client()
                            .resource(lease)
                            .lockResourceVersion(lease.getMetadata().getResourceVersion())
                            .delete());
            complaints.settle();
        } catch (KubernetesClientException refused) {
            complaints.report(refused);
        }
    }

    private boolean isOurs(Lease lease) {
        Optional<String> us = cluster.owner().map(OwnerReference::getUid);
        return us.isPresent()
                && lease.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> us.get().equals(owner.getUid()));
    }

    private boolean isUnused(Lease lease) {
        return Optional.ofNullable(lease.getSpec())
                .map(LeaseSpec::getRenewTime)
                .filter(renewed -> clock.instant().isBefore(renewed.toInstant().plus(UNUSED)))
                .isEmpty();
    }
}
