package dev.probebypass.apiserver;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The chart, installed by Helm, and the server that its Deployment describes: there is no kubelet to start it, so the test does,
 * with the Deployment's arguments and as its ServiceAccount. The API server calls it by URL, for it reaches no Service.
 */
final class Release implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NAME = "probe-bypass";

    private final Helm helm;
    private final ControlPlane controlPlane;
    private final String name;
    private final String namespace;
    private final String meshed;
    private final String webhook;
    private final Version installed;
    private Version version;
    private final Balancer balancer = Balancer.start();
    private final List<Product> servers = new ArrayList<>();
    private final List<String> always;

    private Release(Helm helm, ControlPlane controlPlane, What what, List<String> always) {
        this.installed = what.version();
        this.version = what.version();
        this.helm = helm;
        this.controlPlane = controlPlane;
        this.name = what.name();
        this.namespace = what.namespace();
        this.always = always;
        this.meshed =
                controlPlane.createNamespace(Map.of("istio-injection", "enabled", "probe-bypass.dev/enabled", "true"));
        this.webhook = "istio-%s-%s".formatted(name, namespace);
    }

    /** What is installed, as which release, and where. */
    private record What(Version version, String name, String namespace) {}

    /** Installs it, for one namespace, where pods are refused while nobody answers. The values hold for upgrades too. */
    static Release install(Helm helm, ControlPlane controlPlane, String... values) {
        return install(Version.current(), helm, controlPlane, values);
    }

    /** The same with some version. */
    static Release install(Version version, Helm helm, ControlPlane controlPlane, String... values) {
        What what = new What(version, NAME, controlPlane.createNamespace(Map.of()));
        return install(new Release(helm, controlPlane, what, List.of(values)));
    }

    /** Installs another one in the same namespace. */
    Release beside(String other) {
        return install(new Release(helm, controlPlane, new What(version, other + "-" + NAME, namespace), always));
    }

    private static Release install(Release release) {
        release.helm("install").ok();
        return release;
    }

    /** Changes values of the release. */
    void upgrade(String... values) {
        tryUpgrade(values).ok();
    }

    /** The same, where it may fail. */
    Helm.Run tryUpgrade(String... values) {
        return helm("upgrade", values);
    }

    /** What Helm prints of the release when it is upgraded. */
    String upgradeNotes() {
        String out = helm("upgrade").ok();
        return out.substring(out.indexOf("NOTES:"));
    }

    /** Makes another version of it. */
    void upgrade(Version other) {
        version = other;
        upgrade();
    }

    void rollBack() {
        tryRollBack().ok();
        version = installed;
    }

    /** Goes back to the first revision, which may fail. */
    Helm.Run tryRollBack(String... flags) {
        List<String> arguments = new ArrayList<>(List.of("rollback", name, "1", "-n", namespace));
        arguments.addAll(List.of(flags));
        return helm.in(controlPlane, arguments.toArray(String[]::new));
    }

    void uninstall() {
        helm.in(controlPlane, "uninstall", name, "-n", namespace).ok();
    }

    private Helm.Run helm(String verb, String... values) {
        List<String> arguments = new ArrayList<>(List.of(
                verb,
                name,
                version.chart().toString(),
                "--namespace=" + namespace,
                "--set=selection=optIn",
                "--set=webhook.failurePolicy=Fail",
                "--set=webhook.name=" + webhook,
                "--set=webhook.url=https://127.0.0.1:%d/mutate".formatted(balancer.port()),
                "--set=certificates.own.caOverlapWait=1s",
                "--set=drain.delaySeconds=1",
                "--set=check.namespace=" + meshed));
        Stream.concat(always.stream(), Stream.of(values))
                .map(value -> value.startsWith("--") ? value : "--set=" + value)
                .forEach(arguments::add);
        return helm.in(controlPlane, arguments.toArray(String[]::new));
    }

    /** Starts what the Deployment describes, and returns when it is ready. */
    Product start() {
        return launch().awaitReady();
    }

    /** Starts what the Deployment describes, and returns when it listens. */
    Product launch() {
        Path kubeconfig = controlPlane.kubeconfigOf(
                "system:serviceaccount:%s:%s".formatted(namespace, name), "system:serviceaccounts");
        List<String> flags = new ArrayList<>(deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getArgs());
        flags.removeIf(
                flag -> flag.equals("serve") || flag.startsWith("--management-port") || flag.startsWith("--port"));
        flags.addAll(List.of("--namespace=" + namespace, "--port=0"));
        Product server = Product.launch(
                ProductCommand.serve(version.jar(), kubeconfig, flags), controlPlane.authority(), controlPlane);
        servers.add(server);
        balancer.add(server);
        return server;
    }

    /** The server that was started last. */
    Product newest() {
        return servers.getLast();
    }

    private Deployment deployment() {
        return controlPlane
                .client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    /** Has a pod created by a dry run. */
    RawApi.Reply call() {
        return controlPlane.api().dryRunPod(Probed.pod(meshed, "dry-run-" + UUID.randomUUID()));
    }

    /** Whether a pod is created and patched. */
    boolean answers() {
        RawApi.Reply reply = call();
        return reply.status() == 201
                && reply.body()
                        .path("metadata")
                        .path("annotations")
                        .path(Installation.EXCLUDED)
                        .asText()
                        .equals("8081");
    }

    void awaitAnswers() {
        Eventually.holds(webhook + " is to answer", LIMIT, this::answers);
    }

    String meshed() {
        return meshed;
    }

    String webhook() {
        return webhook;
    }

    /** The ClusterRole that the servers have, as Helm made it or somebody has changed it. */
    Resource<ClusterRole> clusterRole() {
        return controlPlane.client().rbac().clusterRoles().withName("%s-%s".formatted(namespace, name));
    }

    /** Takes the caBundle away. */
    void corrupt() {
        configuration().patch(PatchContext.of(PatchType.JSON), """
                        [{"op": "remove", "path": "/webhooks/0/clientConfig/caBundle"}]
                        """);
    }

    Resource<MutatingWebhookConfiguration> configuration() {
        return controlPlane
                .client()
                .admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(webhook);
    }

    /** Empty if there is none. */
    String caBundle() {
        return Optional.ofNullable(configuration()
                        .get()
                        .getWebhooks()
                        .getFirst()
                        .getClientConfig()
                        .getCaBundle())
                .orElse("");
    }

    /** Returns when an authority signs. */
    String awaitAuthority() {
        return Eventually.get(
                "an authority is to sign",
                LIMIT,
                () -> Optional.of(authority()).filter(authority -> !authority.isEmpty()));
    }

    String authority() {
        return Optional.ofNullable(controlPlane
                        .client()
                        .secrets()
                        .inNamespace(namespace)
                        .withName(name + "-ca")
                        .get()
                        .getData()
                        .get("ca.crt"))
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII))
                .orElse("");
    }

    /** What Helm says it has installed. */
    List<HasMetadata> objects() {
        String manifest =
                helm.in(controlPlane, "get", "manifest", name, "-n", namespace).ok();
        return controlPlane
                .client()
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    /** Those of the objects that are there. */
    List<String> left(List<HasMetadata> objects) {
        return objects.stream()
                .filter(object -> controlPlane.client().resource(object).get() != null)
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }

    /** Makes what {@code helm test} would make beside the pod, and returns the way in of its ServiceAccount. */
    Path allowCheck() {
        testObjects().stream()
                .filter(object -> !object.getKind().equals("Pod"))
                .forEach(object -> controlPlane.client().resource(object).create());
        return controlPlane.kubeconfigOf(
                "system:serviceaccount:%s:%s-check".formatted(namespace, name), "system:serviceaccounts");
    }

    /** Runs {@code helm test}, and has its pod fail, as a kubelet would say it. */
    Helm.Run failTest() {
        CompletableFuture<Helm.Run> test = CompletableFuture.supplyAsync(
                () -> helm.in(controlPlane, "test", name, "-n", namespace, "--timeout=30s"),
                Thread::startVirtualThread);
        Eventually.get(
                "helm test is to make its pod",
                LIMIT,
                () -> Optional.ofNullable(testPod().get()));
        testPod().editStatus(pod -> {
            pod.getStatus().setPhase("Failed");
            return pod;
        });
        return test.join();
    }

    private PodResource testPod() {
        return controlPlane.client().pods().inNamespace(namespace).withName(name + "-check");
    }

    /** What {@code helm test} makes. */
    List<HasMetadata> testObjects() {
        String hooks =
                helm.in(controlPlane, "get", "hooks", name, "-n", namespace).ok();
        return controlPlane
                .client()
                .load(new ByteArrayInputStream(hooks.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    /** Objects in the release's namespace that no Helm made: kind, name and owner. */
    List<String> strangers() {
        List<String> strangers = new ArrayList<>();
        controlPlane.client().secrets().inNamespace(namespace).list().getItems().forEach(it -> strangers.add(told(it)));
        controlPlane.client().leases().inNamespace(namespace).list().getItems().forEach(it -> strangers.add(told(it)));
        return strangers;
    }

    private static String told(HasMetadata object) {
        return "%s %s of %s"
                .formatted(
                        object.getKind(),
                        object.getMetadata().getName(),
                        object.getMetadata().getOwnerReferences().stream()
                                .map(owner -> owner.getKind() + " " + owner.getName())
                                .toList());
    }

    @Override
    public void close() {
        helm.in(controlPlane, "uninstall", name, "-n", namespace, "--ignore-not-found")
                .ok();
        servers.forEach(Product::close);
        balancer.close();
    }
}
