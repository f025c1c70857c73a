package dev.probebypass.apiserver;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The product, made known to the API server for some namespaces, and what becomes of the pods there. */
final class Installation implements AutoCloseable {

    /** What the mesh reads. */
    static final String EXCLUDED = "traffic.sidecar.istio.io/excludeInboundPorts";

    /** What the product remembers. */
    static final String RECORD = "probe-bypass.dev/bypassed-ports";

    private static final String MEMBER = "installation.test";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;
    private final WebhookConfigurations webhooks;
    private final Registration registration;
    private final String id = UUID.randomUUID().toString();
    private final String meshed;

    private Installation(ControlPlane controlPlane, Registration registration) {
        this.controlPlane = controlPlane;
        this.webhooks = new WebhookConfigurations(controlPlane);
        this.registration = registration.onlyWhere(MEMBER, "In", id);
        this.meshed = namespace(Map.of("istio-injection", "enabled"));
        webhooks.apply(this.registration);
        webhooks.awaitAnswers(this.registration, meshed);
    }

    /** Installed as its manifests do it. */
    static Installation of(Product product, ControlPlane controlPlane) {
        return of(product, controlPlane, UnaryOperator.identity());
    }

    static Installation of(Product product, ControlPlane controlPlane, UnaryOperator<Registration> change) {
        return new Installation(controlPlane, change.apply(product.registration()));
    }

    /** A namespace where Istio's default revision injects. */
    String meshed() {
        return meshed;
    }

    /** A new namespace for whose pods the product is asked. */
    String namespace(Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put(MEMBER, id);
        return controlPlane.createNamespace(all);
    }

    /** Creates a pod, which the API server must take. */
    RawApi.Reply create(Pod pod) {
        return accepted(controlPlane.api().createPod(pod));
    }

    static RawApi.Reply accepted(RawApi.Reply reply) {
        if (reply.status() != 201) {
            throw new AssertionError("the pod is refused: " + reply.body());
        }
        return reply;
    }

    Map<String, String> annotations(Pod pod) {
        return annotations(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    }

    /** The annotations of a pod as it is stored. */
    Map<String, String> annotations(String namespace, String name) {
        RawApi.Reply stored = controlPlane.api().get("/api/v1/namespaces/%s/pods/%s".formatted(namespace, name));
        return Json.texts(stored.body().path("metadata").path("annotations"));
    }

    Map<String, String> annotationsOfCreated(Pod pod) {
        create(pod);
        return annotations(pod);
    }

    /** What the audit log says the product decided, empty if it was not asked or did not answer. */
    Optional<String> decision(Pod pod) {
        return Optional.ofNullable(audit(pod).get(registration.webhook().getName() + "/decision"));
    }

    /** All that the audit log says of a pod's creation. */
    Map<String, String> audit(Pod pod) {
        return controlPlane
                .auditLog()
                .annotationsOfCreation(
                        pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    }

    /** Creates a pod by dry run until the answer is as it should be: the product learns by a watch. */
    RawApi.Reply awaitDryRun(String what, Pod pod, Predicate<RawApi.Reply> expected) {
        return Eventually.get(
                what,
                LIMIT,
                () -> Optional.of(accepted(controlPlane.api().dryRunPod(pod))).filter(expected));
    }

    /** Returns when the product leaves a port of that pod for the application's sake. */
    void awaitLeft(Pod pod, int port) {
        awaitDryRun("port %d is to be left".formatted(port), pod, reply -> leaves(reply, port));
    }

    /** Returns when the product no longer leaves a port of that pod. */
    void awaitBypassed(Pod pod, int port) {
        awaitDryRun("port %d is to bypass the sidecar".formatted(port), pod, reply -> !leaves(reply, port));
    }

    /** Whether the product leaves a port of that pod for the application's sake now. */
    boolean leaves(Pod pod, int port) {
        return leaves(accepted(controlPlane.api().dryRunPod(pod)), port);
    }

    private static boolean leaves(RawApi.Reply reply, int port) {
        return reply.warnings().stream()
                .anyMatch(warning -> warning.startsWith("probe-bypass: port %d ".formatted(port))
                        && warning.contains(" is left and "));
    }

    void awaitAnswers() {
        webhooks.awaitAnswers(registration, meshed);
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
