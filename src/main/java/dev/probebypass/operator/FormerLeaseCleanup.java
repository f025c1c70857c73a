package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The deletion of the Lease of earlier versions, which had the same name in every installation. It goes where our Deployment owns
 * it, its name is not the one that we use now, and nobody has renewed it for a while: after a rollback somebody may.
 */
final class FormerLeaseCleanup implements LeaderTask {

    private static final String NAME = "probe-bypass";
    private static final Duration UNUSED = Duration.ofMinutes(1);

    private final OperatorClient client;
    private final OperatorSettings settings;
    private final InstantSource clock;
    private final OngoingFailure failures;

    FormerLeaseCleanup(OperatorContext context) {
        this.client = context.client();
        this.settings = context.settings();
        this.clock = context.clock();
        this.failures = new OngoingFailure(
                context.telemetry(),
                "the Lease of an earlier version can't be deleted",
                "the Lease of an earlier version is dealt with");
    }

    @Override
    public void resync() {
        if (settings.deployment().equals(NAME)) {
            return;
        }
        try {
            client.lease(settings.namespace(), NAME)
                    .filter(this::isOurs)
                    .filter(this::isUnused)
                    .ifPresent(client::delete);
            failures.settle();
        } catch (KubernetesClientException refused) {
            failures.report(refused);
        }
    }

    private boolean isOurs(Lease lease) {
        Optional<String> us =
                new OwnDeployment(client, settings).ownerReference().map(OwnerReference::getUid);
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
