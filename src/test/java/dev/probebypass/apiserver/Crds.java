package dev.probebypass.apiserver;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.dsl.Updatable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The kinds of other projects that the chart can render, known to the API server by name alone: of their fields it checks
 * nothing, for their definitions are not ours to copy.
 */
record Crds(ControlPlane controlPlane) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final List<CustomResourceDefinition> ALL = List.of(
            crd("cert-manager.io", "v1", "Certificate"),
            crd("cert-manager.io", "v1", "Issuer"),
            crd("monitoring.coreos.com", "v1", "ServiceMonitor"),
            crd("monitoring.coreos.com", "v1", "PrometheusRule"));

    void install() {
        for (CustomResourceDefinition crd : ALL) {
            controlPlane.client().resource(crd).createOr(Updatable::update);
            String path = "/apis/%s/v1/%s"
                    .formatted(
                            crd.getSpec().getGroup(), crd.getSpec().getNames().getPlural());
            Eventually.holds(
                    path + " is to be served",
                    LIMIT,
                    () -> controlPlane.api().get(path).status() == 200);
        }
    }

    private static CustomResourceDefinition crd(String group, String version, String kind) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + "." + group)
                .endMetadata()
                .withNewSpec()
                .withGroup(group)
                .withScope("Namespaced")
                .withNewNames()
                .withKind(kind)
                .withPlural(plural)
                .withSingular(kind.toLowerCase(Locale.ROOT))
                .endNames()
                .addNewVersion()
                .withName(version)
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }
}
