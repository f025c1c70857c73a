package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A namespace of a fresh name, which goes with all that is in it. */
final class TestNamespace implements AutoCloseable {

    /** By which a later run knows what an earlier one has left. */
    static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "probe-bypass-cluster-tier");

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final KubernetesClient client;
    private final String name;

    private TestNamespace(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    static TestNamespace create(KubernetesClient client, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(OURS);
        all.putAll(labels);
        String name = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("tier-")
                        .withLabels(all)
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
        // Pods are refused until then.
        Eventually.holds(
                "namespace %s is to have its ServiceAccount".formatted(name),
                LIMIT,
                () -> client.serviceAccounts()
                                .inNamespace(name)
                                .withName("default")
                                .get()
                        != null);
        return new TestNamespace(client, name);
    }

    /** Says which connections the mesh takes here: STRICT only its own, PERMISSIVE others too. */
    TestNamespace mutualTls(String mode) {
        client.resource("""
                        apiVersion: security.istio.io/v1beta1
                        kind: PeerAuthentication
                        metadata: {name: default, namespace: %s}
                        spec: {mtls: {mode: %s}}
                        """.formatted(name, mode)).create();
        return this;
    }

    /** Says something to the product about all pods here. */
    TestNamespace annotated(String key, String value) {
        client.namespaces()
                .withName(name)
                .edit(namespace -> new NamespaceBuilder(namespace)
                        .editMetadata()
                        .addToAnnotations(key, value)
                        .endMetadata()
                        .build());
        return this;
    }

    String name() {
        return name;
    }

    Pod create(Target target) {
        return client.resource(target.pod(name)).create();
    }

    /** What would become of a pod. */
    Pod dryRun(Target target) {
        return client.resource(target.pod(name)).dryRun().create();
    }

    /** What whoever creates such a pod is told by the product, as kubectl would print it. */
    List<String> warnings(Target target) {
        HttpClient http = client.getHttpClient();
        HttpResponse<String> answer = http.sendAsync(
                        http.newHttpRequestBuilder()
                                .uri("%sapi/v1/namespaces/%s/pods?dryRun=All".formatted(client.getMasterUrl(), name))
                                .post("application/json", Serialization.asJson(target.pod(name)))
                                .build(),
                        String.class)
                .join();
        assertThat(answer.code()).as(answer.body()).isEqualTo(201);
        return answer.headers("Warning").stream()
                .filter(warning -> warning.contains("probe-bypass: "))
                .toList();
    }

    <T extends HasMetadata> T create(T object) {
        return client.resource(object).inNamespace(name).create();
    }

    /** A Service for the pods with that label, with a port for each of theirs. */
    void service(String called, Map<String, String> selector, Map<Integer, Handler> ports) {
        List<ServicePort> all = ports.entrySet().stream()
                .map(entry -> new ServicePortBuilder()
                        // Istio takes the protocol from the name.
                        .withName("%s-%d".formatted(entry.getValue(), entry.getKey()))
                        .withPort(entry.getKey())
                        .build())
                .toList();
        create(new ServiceBuilder()
                .withNewMetadata()
                .withName(called)
                .endMetadata()
                .withNewSpec()
                .withSelector(selector)
                .withPorts(all)
                .endSpec()
                .build());
    }

    void awaitStarted(List<String> names) {
        await("the application is to start", names, PodObservation::hasStarted);
    }

    void awaitReady(String... names) {
        await("pods are to be ready", List.of(names), PodObservation::isReady);
    }

    void awaitUnready(String pod) {
        await("the pod is to be unready", List.of(pod), (sight, each) -> !sight.isReady(each));
    }

    private interface State {
        boolean holds(PodObservation sight, String name);
    }

    private void await(String what, List<String> names, State state) {
        try {
            Eventually.holds("%s: %s".formatted(what, names), LIMIT, () -> {
                PodObservation sight = look();
                complainOfImages(sight.pods());
                return names.stream().allMatch(each -> state.holds(sight, each));
            });
        } catch (AssertionError vain) {
            PodObservation sight = look();
            names.stream()
                    .filter(each -> !state.holds(sight, each))
                    .forEach(each -> vain.addSuppressed(new AssertionError(each + ": " + sight.story(each))));
            throw vain;
        }
    }

    private static void complainOfImages(List<Pod> pods) {
        List<String> missing = PodObservation.missingImages(pods);
        if (!missing.isEmpty()) {
            throw new UnmetException(
                    "the cluster can't get %s: bring it there, or name another with -Dcluster.target.image"
                            .formatted(missing));
        }
    }

    PodObservation look() {
        return new PodObservation(
                client.pods().inNamespace(name).list().getItems(),
                client.v1().events().inNamespace(name).list().getItems());
    }

    /** A pod that only calls others. */
    Caller caller(String called) {
        create(Target.called(called).serving(Handler.TCP, 7000));
        awaitReady(called);
        return new Caller(program(called));
    }

    /** The application's program in a pod that runs. */
    Program program(String pod) {
        return new Program(client, name, pod);
    }

    /** Where a pod is to be found. */
    String addressOf(String pod) {
        return look().pod(pod).getStatus().getPodIP();
    }

    Map<String, String> annotationsOf(String pod) {
        return look().pod(pod).getMetadata().getAnnotations();
    }

    /** Whether the product has done anything to these pods. */
    List<String> patched() {
        return look().pods().stream()
                .filter(pod -> pod.getMetadata().getAnnotations().containsKey(Target.RECORD))
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    @Override
    public void close() {
        client.namespaces().withName(name).delete();
    }
}
