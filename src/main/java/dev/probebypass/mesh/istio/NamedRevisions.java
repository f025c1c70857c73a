package dev.probebypass.mesh.istio;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The revisions that somebody names whom we believe: a Service in one of the mesh's namespaces, as every istiod has one, or a
 * webhook configuration. Each has its injector's ConfigMap in one of the mesh's namespaces. Not for several threads at once.
 */
final class NamedRevisions {

    private final List<String> meshNamespaces;
    private final Map<ObjectKey, String> byServices = new HashMap<>();
    private final Map<ObjectKey, Set<ObjectKey>> byWebhooks = new HashMap<>();

    NamedRevisions(List<String> meshNamespaces) {
        this.meshNamespaces = meshNamespaces;
    }

    void service(ClusterObject service) {
        service.label(IstioSelection.REVISION)
                .ifPresentOrElse(
                        revision -> byServices.put(service.key(), revision), () -> byServices.remove(service.key()));
    }

    void removeService(ObjectKey key) {
        byServices.remove(key);
    }

    /** Says of which namespace its istiod is, unless that is called in another way than by a Service. */
    void webhook(ClusterObject webhook) {
        String istiod = webhook.json()
                .path("webhooks")
                .path(0)
                .path("clientConfig")
                .path("service")
                .path("namespace")
                .asText();
        List<String> namespaces = meshNamespaces.contains(istiod) ? List.of(istiod) : meshNamespaces;
        Set<ObjectKey> configMaps = new HashSet<>();
        webhook.label(IstioSelection.REVISION)
                .ifPresent(revision -> namespaces.forEach(namespace -> configMaps.add(configMap(namespace, revision))));
        byWebhooks.put(webhook.key(), configMaps);
    }

    void removeWebhook(ObjectKey key) {
        byWebhooks.remove(key);
    }

    /** The ConfigMaps of the revisions that are named. */
    Set<ObjectKey> named() {
        Set<ObjectKey> named = new HashSet<>();
        byServices.forEach(
                (service, revision) -> named.add(configMap(service.namespace().orElseThrow(), revision)));
        byWebhooks.values().forEach(named::addAll);
        return named;
    }

    /** What is to be followed: those, and the default revision's in each namespace, which may come without a name. */
    Set<ObjectKey> wanted() {
        Set<ObjectKey> wanted = named();
        meshNamespaces.forEach(namespace -> wanted.add(configMap(namespace, IstioConfiguration.DEFAULT)));
        return wanted;
    }

    private static ObjectKey configMap(String namespace, String revision) {
        return ObjectKey.of(namespace, InjectorConfigMap.nameOf(revision));
    }
}
