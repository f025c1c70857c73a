package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityState;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** What we have in the cluster. Every method asks the API server, and throws its client's exception where it says no. */
record OperatorClient(KubernetesClient client, OperatorSettings settings) {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(OperatorSettings.US)
            .withForce(true)
            .build();

    /** What became of a Secret that was to be written. */
    enum Stored {
        YES,
        /** Somebody has changed it since it was read. */
        OVERTAKEN,
        /** It is gone, and we are being removed or given another. */
        UNWANTED
    }

    Resource<Secret> secret() {
        return client.secrets().inNamespace(settings.namespace()).withName(settings.secret());
    }

    Resource<MutatingWebhookConfiguration> configuration() {
        return client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(settings.webhookConfiguration());
    }

    WebhookCaBundles registrations() {
        return WebhookCaBundles.among(
                client.admissionRegistration()
                        .v1()
                        .mutatingWebhookConfigurations()
                        .list()
                        .getItems(),
                settings);
    }

    CaSecret content() {
        return new CaSecret(Optional.ofNullable(secret().get()));
    }

    /** Writes what is to take the place of what was read, if that still stands. */
    Stored store(CaSecret before, AuthorityState state) {
        try {
            return before.secret().isPresent() ? update(before.secret().get(), state) : create(state);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                    || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Stored.OVERTAKEN;
            }
            throw refused;
        }
    }

    private Stored update(Secret before, AuthorityState state) {
        client.resource(CaSecret.holding(before, state))
                .lockResourceVersion(before.getMetadata().getResourceVersion())
                .update();
        return Stored.YES;
    }

    private Stored create(AuthorityState state) {
        Optional<Deployment> deployment = deployment();
        if (deployment.isEmpty() || isGivenAnotherSecret(arguments(deployment.get()))) {
            return Stored.UNWANTED;
        }
        client.resource(CaSecret.holding(CaSecret.empty(settings, owner(deployment.get())), state))
                .create();
        return Stored.YES;
    }

    private boolean isGivenAnotherSecret(ServerArguments arguments) {
        return arguments instanceof ServerArguments.OwnCertificates(KeptNames names)
                && !names.secret().equals(settings.secret());
    }

    private Optional<Deployment> deployment() {
        return Optional.ofNullable(client.apps()
                        .deployments()
                        .inNamespace(settings.namespace())
                        .withName(settings.deployment())
                        .get())
                .filter(deployment -> deployment.getMetadata().getDeletionTimestamp() == null);
    }

    /** Our Deployment, while it stands: what we make goes when it goes, and is not made when it is gone. */
    Optional<OwnerReference> owner() {
        return deployment().map(OperatorClient::owner);
    }

    private static OwnerReference owner(Deployment deployment) {
        return new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment.getMetadata().getName())
                .withUid(deployment.getMetadata().getUid())
                .build();
    }

    /** What servers that our Deployment starts from now on are told. */
    ServerArguments deployedArguments() {
        return deployment().map(this::arguments).orElseGet(ServerArguments.Unknown::new);
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

    /**
     * Whether it is sure that no server answers reviews now: our Service has endpoints, as its EndpointSlices know, and none of
     * them takes connections. Where there are no slices, or they may not be read, nothing is sure.
     *
     * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/">EndpointSlice</a>
     */
    boolean isSureThatNobodyServes() {
        try {
            List<EndpointSlice> slices = client.discovery()
                    .v1()
                    .endpointSlices()
                    .inNamespace(settings.namespace())
                    .withLabel("kubernetes.io/service-name", settings.names().service())
                    .list()
                    .getItems();
            return !slices.isEmpty()
                    && slices.stream()
                            .flatMap(slice -> slice.getEndpoints().stream())
                            .noneMatch(endpoint -> mayServe(endpoint.getConditions()));
        } catch (KubernetesClientException unknown) { // forbidden, or late: then the longer way is the right one
            return false;
        }
    }

    /** One that is on its way out still serves. What is not said counts as true. */
    private static boolean mayServe(EndpointConditions conditions) {
        return conditions == null
                || !Boolean.FALSE.equals(conditions.getReady())
                || !Boolean.FALSE.equals(conditions.getServing());
    }

    /**
     * Writes the fields, and leaves them to nobody. Whoever applies a field owns it, and Helm 4 ends with a conflict where it is to
     * write what somebody else owns, as when certificates come from files from now on.
     *
     * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts">Conflicts</a>
     */
    void apply(MutatingWebhookConfiguration fields) {
        disown(client.resource(fields).patch(APPLY));
    }

    /** Gives up what we own of a configuration; its fields stay as they are. */
    void disown(MutatingWebhookConfiguration configuration) {
        List<ManagedFieldsEntry> managers = configuration.getMetadata().getManagedFields();
        for (int i = 0; i < managers.size(); i++) {
            if (OperatorSettings.US.equals(managers.get(i).getManager())) {
                client.admissionRegistration()
                        .v1()
                        .mutatingWebhookConfigurations()
                        .withName(configuration.getMetadata().getName())
                        .patch(PatchContext.of(PatchType.JSON), """
                                [{"op": "test", "path": "/metadata/uid", "value": "%1$s"},
                                 {"op": "test", "path": "/metadata/managedFields/%2$d/manager", "value": "%3$s"},
                                 {"op": "remove", "path": "/metadata/managedFields/%2$d"}]
                                """.formatted(
                                        configuration.getMetadata().getUid(), i, OperatorSettings.US));
                return;
            }
        }
    }

    void record(Event event) {
        client.resource(event).create();
    }

    Resource<Lease> lease(String name) {
        return client.leases().inNamespace(settings.namespace()).withName(name);
    }
}
