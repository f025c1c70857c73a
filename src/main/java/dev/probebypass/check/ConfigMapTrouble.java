package dev.probebypass.check;

import dev.probebypass.mesh.Mesh;
import dev.probebypass.text.PathSegment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with the ConfigMap of a mesh's configuration.
 *
 * @param isSure whether somebody has to do something about it; not where its values may have been set by hand
 */
record ConfigMapTrouble(String sentence, boolean isSure) {

    /** Looks for the ConfigMap; empty if nothing is wrong, or we may not look. */
    static Optional<ConfigMapTrouble> of(
            KubernetesClient client, Mesh mesh, String configuration, List<String> namespaces) {
        String name = mesh.configMapOf(configuration);
        try {
            for (String each : namespaces) {
                Optional<ConfigMap> configMap = get(client, each, name);
                if (configMap.isPresent()) {
                    return mesh.problem(ClientObjects.read(configMap.get()))
                            .map(problem -> new ConfigMapTrouble(
                                    "ConfigMap %s/%s can't be read: %s.".formatted(each, name, problem), true));
                }
            }
        } catch (KubernetesClientException refused) {
            return Optional.empty();
        }
        String absent = "There is no ConfigMap %s in %s.".formatted(name, String.join(", ", namespaces));
        return Optional.of(new ConfigMapTrouble(absent, false));
    }

    private static Optional<ConfigMap> get(KubernetesClient client, String namespace, String name) {
        return PathSegment.canBe(name)
                ? Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(PathSegment.encode(name))
                        .get())
                : Optional.empty();
    }
}
