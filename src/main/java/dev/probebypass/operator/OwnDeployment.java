package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.util.Optional;

/** The Deployment that this replica belongs to. One that is being deleted counts as gone. */
record OwnDeployment(OperatorClient client, OperatorSettings settings) {

    /** The reference by which what we make goes when the Deployment goes; empty where that is gone already. */
    Optional<OwnerReference> ownerReference() {
        return get().map(OwnDeployment::ownerReference);
    }

    private static OwnerReference ownerReference(Deployment deployment) {
        return new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment.getMetadata().getName())
                .withUid(deployment.getMetadata().getUid())
                .build();
    }

    /** The arguments of servers that the Deployment starts from now on. */
    ServerArguments arguments() {
        return get().map(this::arguments).orElseGet(ServerArguments.Unknown::new);
    }

    private Optional<Deployment> get() {
        return client.deployment(settings.namespace(), settings.deployment())
                .filter(deployment -> deployment.getMetadata().getDeletionTimestamp() == null);
    }

    private ServerArguments arguments(Deployment deployment) {
        return Optional.ofNullable(deployment.getSpec())
                .map(DeploymentSpec::getTemplate)
                .map(PodTemplateSpec::getSpec)
                .stream()
                .flatMap(pod -> pod.getContainers().stream())
                .map(container -> settings.arguments().apply(container.getArgs()))
                .filter(arguments -> !(arguments instanceof ServerArguments.Unknown))
                .findFirst()
                .orElseGet(ServerArguments.Unknown::new);
    }
}
