package dev.probebypass.cluster.watch;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import java.util.Map;

/** Objects as users and Istio make them. */
final class Objects {

    static final String MESH = "istio-system";

    private Objects() {}

    static Service service(String namespace, String name, int targetPort) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withSelector(Map.of("app", name))
                .addNewPort()
                .withPort(80)
                .withNewTargetPort(targetPort)
                .endPort()
                .endSpec()
                .build();
    }

    static Service istiod(String namespace, String name, Map<String, String> labels) {
        return new ServiceBuilder(service(namespace, name, 15017))
                .editMetadata()
                .withLabels(labels)
                .endMetadata()
                .build();
    }

    static Namespace namespace(String name, Map<String, String> labels, Map<String, String> annotations) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }

    static ConfigMap injector(String suffix, String values) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(MESH)
                .withName("istio-sidecar-injector" + suffix)
                .endMetadata()
                .withData(Map.of("values", values))
                .build();
    }

    static String excluding(int port) {
        return "{\"global\":{\"proxy\":{\"excludeInboundPorts\":\"" + port + "\"}}}";
    }

    static MutatingWebhookConfiguration webhook(String name, String revision) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of("istio.io/rev", revision))
                .endMetadata()
                .build();
    }

    static MutatingWebhookConfiguration tag(String tag, String revision) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("istio-revision-tag-" + tag)
                .withLabels(Map.of("istio.io/tag", tag, "istio.io/rev", revision))
                .endMetadata()
                .build();
    }
}
