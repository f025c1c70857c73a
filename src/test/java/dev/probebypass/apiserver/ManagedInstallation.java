package dev.probebypass.apiserver;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.Updatable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The product as it is installed when it makes its own certificates: an empty Secret, a Deployment, a Service, and a webhook
 * configuration without a caBundle that insists on an answer.
 */
final class ManagedInstallation implements AutoCloseable {

    static final String SECRET = "probe-bypass-ca";

    private static final String LEASE = "probe-bypass";
    private static final String SERVICE = "probe-bypass";
    private static final String MEMBER = "managed-installation.test";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;
    private final Balancer balancer = Balancer.start();
    private final List<Product> replicas = new ArrayList<>();
    private final String id = UUID.randomUUID().toString();
    private final String namespace;
    private final String meshed;
    private final Registration registration;

    private ManagedInstallation(ControlPlane controlPlane, String prefix) {
        this.controlPlane = controlPlane;
        this.namespace = controlPlane.createNamespace(Map.of());
        this.meshed = controlPlane.createNamespace(Map.of("istio-injection", "enabled", MEMBER, id));
        this.registration = Registration.ofService(prefix + "-" + namespace, namespace, balancer.port())
                .withFailurePolicy("Fail")
                .onlyWhere(MEMBER, "In", id);
        List.of(deployment(), service(), emptySecret())
                .forEach(object -> client().resource(object).create());
        register();
    }

    static ManagedInstallation in(ControlPlane controlPlane) {
        return called("istio-probe-bypass", controlPlane);
    }

    /** With a webhook configuration whose name begins otherwise. */
    static ManagedInstallation called(String prefix, ControlPlane controlPlane) {
        return new ManagedInstallation(controlPlane, prefix);
    }

    /** Starts a replica, and returns when it listens. */
    Product launch(String... flags) {
        return launch(Duration.ofSeconds(1), flags);
    }

    /** Starts a replica that leaves so much time to the API servers to learn of a new authority, and returns when it listens. */
    Product launch(Duration overlapWait, String... flags) {
        List<String> all = new ArrayList<>(List.of(
                "--port=0",
                "--namespace=" + namespace,
                "--webhook-configuration=" + registration.name(),
                "--ca-overlap-wait=%ds".formatted(overlapWait.toSeconds())));
        all.addAll(List.of(flags));
        Product replica = Product.launch(
                ProductCommand.serve(controlPlane.kubeconfig(), all.toArray(String[]::new)),
                controlPlane.authority(),
                controlPlane);
        replicas.add(replica);
        balancer.add(replica);
        return replica;
    }

    /** Starts a replica, and returns when it is ready and the API server trusts it. */
    Product start(String... flags) {
        Product replica = launch(flags).awaitReady();
        awaitAnswers();
        return replica;
    }

    void register() {
        client().resource(registration.configuration()).create();
    }

    /** Returns when a pod comes back with our annotation. */
    void awaitAnswers() {
        Eventually.holds(registration.name() + " is to answer", LIMIT, this::answers);
    }

    /** Whether a pod's creation passes, with our annotation. */
    boolean answers() {
        Pod pod = Probed.pod(meshed, "dry-run-" + UUID.randomUUID());
        RawApi.Reply reply = controlPlane.api().dryRunPod(pod);
        return reply.status() == 201
                && reply.body()
                        .path("metadata")
                        .path("annotations")
                        .path(Installation.EXCLUDED)
                        .asText()
                        .equals("8081");
    }

    /** Whether a new connection to one of the replicas is accepted by whom the caBundle makes trust it. */
    boolean acceptsANewConnection() {
        return new Handshake(balancer.port(), SERVICE + "." + namespace + ".svc").isAcceptedBy(caBundle());
    }

    /** The connections to a replica so far. */
    Balancer.Connections connectionsTo(Product replica) {
        return balancer.to(replica);
    }

    String configurationName() {
        return registration.name();
    }

    Resource<MutatingWebhookConfiguration> configuration() {
        return client().admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(registration.name());
    }

    /** How long the Lease holds once it is not renewed, in seconds; a leader that gives it back makes that one. */
    int leaseSeconds() {
        return client().leases()
                .inNamespace(namespace)
                .withName(LEASE)
                .get()
                .getSpec()
                .getLeaseDurationSeconds();
    }

    /** Who is trusted, as PEM; empty if the field is missing. */
    String caBundle() {
        return Optional.ofNullable(configuration().get())
                .map(found -> found.getWebhooks().getFirst().getClientConfig().getCaBundle())
                .map(ManagedInstallation::decoded)
                .orElse("");
    }

    /** The fields of the webhook configuration that somebody applied, as the API server notes them. */
    String fieldsOf(String manager) {
        return configuration().get().getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getManager().equals(manager)
                        && entry.getOperation().equals("Apply"))
                .map(entry -> Json.of(entry.getFieldsV1()).toString())
                .collect(Collectors.joining("\n"));
    }

    /** Sets the field to what stands in JSON for it. */
    void corrupt(String value) {
        configuration().patch(PatchContext.of(PatchType.JSON), """
                        [{"op": "add", "path": "/webhooks/0/clientConfig/caBundle", "value": %s}]
                        """.formatted(value));
    }

    Resource<Secret> secret() {
        return client().secrets().inNamespace(namespace).withName(SECRET);
    }

    /** An entry of the Secret, empty if it or the Secret is missing. */
    String secret(String entry) {
        return Optional.ofNullable(secret().get())
                .map(Secret::getData)
                .map(data -> data.get(entry))
                .map(ManagedInstallation::decoded)
                .orElse("");
    }

    /** Returns when an authority signs, and nobody but it is about to. */
    String awaitSettled() {
        return Eventually.get(
                "an authority is to sign",
                LIMIT,
                () -> Optional.of(secret("ca.crt"))
                        .filter(current ->
                                !current.isEmpty() && secret("next.crt").isEmpty()));
    }

    /** Begins the end of the Deployment, which its finalizer keeps from being over. */
    void beginUninstallation() {
        client().apps()
                .deployments()
                .inNamespace(namespace)
                .withName("probe-bypass")
                .delete();
    }

    private Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("probe-bypass")
                .addToFinalizers("managed-installation.test/wait")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", "probe-bypass")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "probe-bypass")
                .endMetadata()
                .withSpec(SamplePod.named(namespace, "template").build().getSpec())
                .endTemplate()
                .endSpec()
                .build();
    }

    /** The API server resolves such a Service without endpoints, and still asks for the Service's own name. */
    private Service service() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(SERVICE)
                .endMetadata()
                .withNewSpec()
                .withType("ExternalName")
                .withExternalName("localhost")
                .endSpec()
                .build();
    }

    private Secret emptySecret() {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(SECRET)
                .addToLabels("app.kubernetes.io/managed-by", "Helm")
                .endMetadata()
                .build();
    }

    /** Has the Service one endpoint, as its controller would note it. */
    void endpoint(boolean serves) {
        client().resource(new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(SERVICE)
                        .addToLabels("kubernetes.io/service-name", SERVICE)
                        .endMetadata()
                        .withAddressType("IPv4")
                        .addNewEndpoint()
                        .withAddresses("10.0.0.1")
                        .withNewConditions()
                        .withReady(serves)
                        .withServing(serves)
                        .endConditions()
                        .endEndpoint()
                        .build())
                .createOr(Updatable::update);
    }

    private KubernetesClient client() {
        return controlPlane.client();
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        configuration().delete();
        replicas.forEach(Product::close);
        balancer.close();
    }
}
