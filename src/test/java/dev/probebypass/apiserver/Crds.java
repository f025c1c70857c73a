package dev.probebypass.apiserver;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.dsl.Updatable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The kinds of other projects that the chart can render, known to the API server by name alone: of their fields it checks
 * nothing, for their definitions are not ours to copy.
 */
record Crds(ControlPlane controlPlane) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Path ISTIO = Path.of("manifests", "charts", "base", "files", "crd-all.gen.yaml");

    private static final List<CustomResourceDefinition> ALL = List.of(
            crd("cert-manager.io", "v1", "Certificate"),
            crd("cert-manager.io", "v1", "Issuer"),
            crd("monitoring.coreos.com", "v1", "ServiceMonitor"),
            crd("monitoring.coreos.com", "v1", "PrometheusRule"));

    void install() {
        ALL.forEach(this::install);
    }

    /** Returns when the kind is served. */
    void install(CustomResourceDefinition crd) {
        controlPlane.client().resource(crd).createOr(Updatable::update);
        String path = path(crd);
        Eventually.holds(
                path + " is to be served",
                LIMIT,
                () -> controlPlane.api().get(path).status() == 200);
    }

    /** Returns when the kind is not served any more. */
    void remove(CustomResourceDefinition crd) {
        controlPlane.client().resource(crd).delete();
        String path = path(crd);
        Eventually.holds(
                path + " is to go", LIMIT, () -> controlPlane.api().get(path).status() == 404);
    }

    private static String path(CustomResourceDefinition crd) {
        return "/apis/%s/%s/%s"
                .formatted(
                        crd.getSpec().getGroup(),
                        crd.getSpec().getVersions().getFirst().getName(),
                        crd.getSpec().getNames().getPlural());
    }

    /** Istio's own definition of a kind, from the charts of the module that the tools pin. */
    CustomResourceDefinition ofIstio(String kind) {
        try (InputStream charts =
                Files.newInputStream(GoTools.module("istio.io/istio").resolve(ISTIO))) {
            return controlPlane.client().load(charts).items().stream()
                    .map(CustomResourceDefinition.class::cast)
                    .filter(crd -> crd.getSpec().getNames().getKind().equals(kind))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceDefinition crd(String group, String version, String kind) {
        return crd(group, version, kind, kind.toLowerCase(Locale.ROOT) + "s");
    }

    /** Any object of that kind will do. */
    static CustomResourceDefinition crd(String group, String version, String kind, String plural) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + "." + group)
                // What the API server wants to read of a group of Kubernetes' own.
                .addToAnnotations("api-approved.kubernetes.io", "unapproved, for tests")
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
