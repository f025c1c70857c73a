package dev.probebypass.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.Updatable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The mesh-wide values of the Istio that is there, which a test changes and the end of the run restores. */
final class Istio {

    static final String NAMESPACE = "istio-system";

    private static final String CONFIGURATION = "istio-sidecar-injector";
    private static final String VALUES = "values";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A file that istiod has mounted is refreshed by the kubelet within a minute or so. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final KubernetesClient client;
    private final ConfigMap first;
    private final String original;

    private Istio(KubernetesClient client, ConfigMap first, String original) {
        this.client = client;
        this.first = first;
        this.original = original;
    }

    static Istio find(KubernetesClient client) {
        return Optional.ofNullable(configuration(client).get())
                .flatMap(there -> Optional.ofNullable(there.getData().get(VALUES))
                        .map(values -> new Istio(client, there, values)))
                .orElseThrow(() -> new UnmetException(
                        "the cluster has no Istio: install one of the default revision (ConfigMap %s in %s)"
                                .formatted(CONFIGURATION, NAMESPACE)));
    }

    private static Resource<ConfigMap> configuration(KubernetesClient client) {
        return client.configMaps().inNamespace(NAMESPACE).withName(CONFIGURATION);
    }

    /** Leaves probes as they are, which is what the product is for. */
    void rewriteNoProbes() {
        change(values -> values.withObject("/sidecarInjectorWebhook").put("rewriteAppHTTPProbe", false));
        await("Istio is to leave probes alone", pod -> !isRewritten(pod));
    }

    /** Makes the kubelet's calls by the sidecar's agent, which is Istio's default. */
    void rewriteProbes() {
        change(values -> values.withObject("/sidecarInjectorWebhook").put("rewriteAppHTTPProbe", true));
        await("Istio is to rewrite probes", Istio::isRewritten);
    }

    /** Has a container of the pod set up the redirection. */
    void interceptByInitContainer() {
        change(values -> values.withObject("/pilot/cni").put("enabled", false));
        await("Istio is to add istio-init", pod -> hasInitContainer(pod, "istio-init"));
    }

    /** Has the node's plugin set up the redirection. */
    void interceptByPlugin() {
        if (client.apps()
                        .daemonSets()
                        .inNamespace(NAMESPACE)
                        .withName("istio-cni-node")
                        .get()
                == null) {
            throw new UnmetException(
                    "Istio's CNI plugin is not in the cluster (DaemonSet istio-cni-node in %s): install it,"
                                    .formatted(NAMESPACE)
                            + " or leave its tests out with -Dcluster.cni=false");
        }
        change(values -> values.withObject("/pilot/cni").put("enabled", true));
        await("Istio is to leave the redirection to its plugin", pod -> hasInitContainer(pod, "istio-validation"));
    }

    void restore() {
        mend();
        write(original);
    }

    /** Makes the values something that nobody can read. */
    void corrupt(String values) {
        write(values);
    }

    /** Takes away the ConfigMap; istiod goes on with what it has read. */
    void delete() {
        configuration(client).delete();
    }

    /** Puts the values back that were there at first, if they can't be read now. */
    void mend() {
        ConfigMap there = configuration(client).get();
        if (there == null) {
            // With its templates too, without which istiod reads nothing.
            client.resource(new ConfigMapBuilder(first)
                            .editMetadata()
                            .withResourceVersion(null)
                            .withUid(null)
                            .endMetadata()
                            .build())
                    .create();
        } else if (!isObject(there.getData().getOrDefault(VALUES, ""))) {
            write(original);
        }
    }

    private static boolean isObject(String values) {
        try {
            return JSON.readTree(values).isObject();
        } catch (JsonProcessingException unreadable) {
            return false;
        }
    }

    /** Makes another revision known, as its installation would: by a Service of its istiod, and its values. */
    void addRevision(String revision, boolean rewrites) {
        client.resource(configMap(
                        CONFIGURATION + "-" + revision,
                        "{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": %s}}".formatted(rewrites)))
                .createOr(Updatable::update);
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("istiod-" + revision)
                        .addToLabels("istio.io/rev", revision)
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector("istio.io/rev", revision)
                        .addNewPort()
                        .withPort(15012)
                        .endPort()
                        .endSpec()
                        .build())
                .createOr(Updatable::update);
    }

    void removeRevision(String revision) {
        client.configMaps()
                .inNamespace(NAMESPACE)
                .withName(CONFIGURATION + "-" + revision)
                .delete();
        client.services().inNamespace(NAMESPACE).withName("istiod-" + revision).delete();
    }

    private static ConfigMap configMap(String name, String values) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .endMetadata()
                .withData(Map.of(VALUES, values))
                .build();
    }

    /** Which Istio, as istiod says. */
    String version() {
        return client.raw("/api/v1/namespaces/%s/services/istiod:15014/proxy/version".formatted(NAMESPACE))
                .strip()
                .replaceFirst("(-unknown)+$|-Clean$", "");
    }

    private void change(Consumer<ObjectNode> change) {
        try {
            ObjectNode values = (ObjectNode)
                    JSON.readTree(configuration(client).require().getData().get(VALUES));
            JsonNode before = values.deepCopy();
            change.accept(values);
            if (!values.equals(before)) {
                write(values.toPrettyString());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String values) {
        configuration(client)
                .edit(configuration -> new ConfigMapBuilder(configuration)
                        .addToData(VALUES, values)
                        .build());
    }

    private void await(String what, Predicate<Pod> seen) {
        Eventually.holds(what, LIMIT, () -> seen.test(injected()));
    }

    /** What the injector makes of a pod that our webhook leaves alone. */
    private Pod injected() {
        Pod pod = Target.called("istio-values")
                .serving(Handler.HTTP, 8080)
                .probed(Kind.READINESS, Handler.HTTP, 8080)
                .labelled("sidecar.istio.io/inject", "true")
                .optedOut()
                .pod("default");
        return client.resource(pod).dryRun().create();
    }

    private static boolean isRewritten(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(Target.CONTAINER))
                .anyMatch(container ->
                        container.getReadinessProbe().getHttpGet().getPath().startsWith("/app-health/"));
    }

    static boolean hasInitContainer(Pod pod, String name) {
        return pod.getSpec().getInitContainers().stream()
                .anyMatch(container -> container.getName().equals(name));
    }
}
