package dev.probebypass.apiserver;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.dsl.Updatable;
import java.util.List;
import java.util.Map;

/** Istio as its installation shows in a cluster: no control plane, only what it is configured to do. */
final class IstioConfiguration {

    static final String NAMESPACE = "istio-system";

    /** A revision that excludes ports mesh-wide; the default one excludes none. Neither rewrites probes. */
    static final String CANARY = "canary";

    static final String CANARY_EXCLUDES = "7070,7071";

    private IstioConfiguration() {}

    static void applyTo(ControlPlane controlPlane) {
        List<HasMetadata> objects = List.of(
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build(),
                configMap("istio-sidecar-injector", ""),
                configMap("istio-sidecar-injector-" + CANARY, CANARY_EXCLUDES),
                istiod(CANARY));
        objects.forEach(object -> controlPlane.client().resource(object).createOr(Updatable::update));
    }

    /** Another revision, with its ConfigMap and its istiod. */
    static void revision(ControlPlane controlPlane, String name, boolean plugin) {
        ConfigMap configMap = new ConfigMapBuilder(configMap("istio-sidecar-injector-" + name, ""))
                .withData(Map.of("values", "{\"pilot\": {\"cni\": {\"enabled\": %s}}}".formatted(plugin)))
                .build();
        List.of(configMap, istiod(name))
                .forEach(object -> controlPlane.client().resource(object).createOr(Updatable::update));
    }

    /** Takes a revision away, for other tests have no right to see it. */
    static void remove(ControlPlane controlPlane, String name) {
        controlPlane.client().resource(istiod(name)).delete();
        controlPlane
                .client()
                .resource(configMap("istio-sidecar-injector-" + name, ""))
                .delete();
    }

    /** Makes what a revision's ConfigMap says unreadable. */
    static void corrupt(ControlPlane controlPlane, String name) {
        controlPlane
                .client()
                .resource(new ConfigMapBuilder(configMap("istio-sidecar-injector-" + name, ""))
                        .withData(Map.of("values", "{"))
                        .build())
                .update();
    }

    private static ConfigMap configMap(String name, String excludeInboundPorts) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .endMetadata()
                .withData(Map.of("values", """
                        {"global": {"proxy": {"autoInject": "enabled", "includeInboundPorts": "*",
                                              "excludeInboundPorts": "%s", "statusPort": 15020}},
                         "sidecarInjectorWebhook": {"rewriteAppHTTPProbe": false}}
                        """.formatted(excludeInboundPorts)))
                .build();
    }

    private static Service istiod(String revision) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("istiod-" + revision)
                .addToLabels("istio.io/rev", revision)
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", "istiod")
                .addNewPort()
                .withPort(15012)
                .endPort()
                .endSpec()
                .build();
    }
}
