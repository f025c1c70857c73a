package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.Updatable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The chart by itself: what it refuses, what it renders, and what the API server thinks of that. */
@ExtendWith(SharedControlPlane.class)
final class ChartIT {

    private static final Path INSTALL = Path.of("deploy", "install.yaml");

    private final ControlPlane controlPlane;

    ChartIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** Those that the value files name. */
    private static final List<String> NAMESPACES = List.of("probe-bypass", "shop", "istio-system", "aks-istio-system");

    /** Value files that between them use every switch. */
    static List<Path> values() throws IOException {
        try (Stream<Path> files = Files.list(Helm.CHART.resolve("ci"))) {
            return files.sorted().toList();
        }
    }

    static Stream<Arguments> renderings() throws IOException {
        return values().stream()
                .flatMap(values -> Stream.of(Helm.values()).map(helm -> Arguments.of(helm, values.getFileName())));
    }

    @ParameterizedTest
    @EnumSource
    void isWithoutFault(Helm helm) throws IOException {
        for (Path values : values()) {
            helm.run("lint", "--strict", Helm.CHART.toString(), "-f", values.toString())
                    .ok();
        }
    }

    @Test
    void rendersAsItsUnitTestsSay() {
        Path helmUnittest = GoTools.build("helm-unittest").resolve("helm-unittest");

        String said = Helm.run(helmUnittest, List.of("--strict", Helm.CHART.toString()))
                .ok();

        assertThat(said).containsPattern("Tests: +[1-9][0-9]* passed").doesNotContain(" failed");
    }

    @ParameterizedTest
    @CsvSource({
        "replicas=0, replicas",
        "replicsa=3, replicsa",
        "webhook.failurePolicy=Maybe, failurePolicy",
        "webhook.timeoutSeconds=31, timeoutSeconds",
        "webhook.url=http://10.0.0.1/mutate, url",
        "webhook.url=https://10.0.0.1/mutate?x=y, url",
        "selection=some, selection",
        "jvm.profile=huge, profile",
        "decision.mode=on, mode",
        "decision.inboundPorts={70000}, inboundPorts",
        "decision.applicationPorts={8000-}, applicationPorts",
        "decision.nearServices=maybe, nearServices",
        "decision.noService=warn, noService",
        "decision.hookPorts=warn, hookPorts",
        "decision.labelKeys.naming={example.com/a}, naming",
        "routeSources.rollout=false, rollout",
        "routeSources.rollouts=no-thanks, rollouts",
        "mesh.istio.rewriteProbes=maybe, rewriteProbes",
        "certificates.source=vault, source",
        "certificates.source=files, secretName",
        "certificates.own.leafValidity=forever, leafValidity",
        "image.foo=1, foo",
        "hostNetwork=true, https",
        "extraArgs={log-level=debug}, extraArgs",
        "logFormat=yaml, logFormat",
        "networkPolicy.apiServerPorts={0}, apiServerPorts",
        "ports.management=10250, ports.management",
        "limits.maxBytesInFlight=90Mi, maxBytesInFlight",
        "limits.maxConnections=0, maxConnections",
        "'certificates.clientCAConfigMap=a,certificates.clientNames[0]=', clientNames",
    })
    void refusesAValueByItsKey(String value, String key) {
        for (Helm helm : Helm.values()) {
            Helm.Run run = helm.run("template", "x", Helm.CHART.toString(), "--kube-version=1.37.2", "--set", value);

            assertThat(run.exit()).as(helm + " " + value).isNotZero();
            assertThat(run.err()).contains(key);
        }
    }

    @Test
    void bothHelmsRenderTheSame() throws IOException {
        for (Path values : values()) {
            assertThat(objects(Helm.HELM_4, values))
                    .as(values.toString())
                    .containsExactlyInAnyOrderElementsOf(objects(Helm.HELM_3, values));
        }
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void theApiServerTakesEveryFieldOfEveryRendering(Helm helm, Path values) {
        new Crds(controlPlane).install();
        NAMESPACES.forEach(this::createNamespace);

        List<String> refusals = new StrictDryRun(controlPlane)
                .refusals(helm.template(
                        "-f", Helm.CHART.resolve("ci").resolve(values).toString()));

        assertThat(refusals).isEmpty();
    }

    /** The API server of this test does say when a field is wrong. */
    @Test
    void aFieldThatDoesNotExistWouldBeRefused() {
        NAMESPACES.forEach(this::createNamespace);
        String wrong = Helm.HELM_4.template().replaceFirst("replicas: 2", "replicaCount: 2");

        assertThat(new StrictDryRun(controlPlane).refusals(wrong))
                .singleElement()
                .asString()
                .contains("replicaCount");
    }

    @Test
    void rendersNoCaBundle() {
        assertThat(Helm.HELM_4.template()).doesNotContain("caBundle:");
    }

    @Test
    void hasTheProjectsVersion() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"), StandardCharsets.UTF_8);
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));

        assertThat(Files.readAllLines(Helm.CHART.resolve("Chart.yaml")))
                .contains("version: " + version, "appVersion: " + version);
    }

    @Test
    void theManifestWithoutHelmIsWhatItRenders() throws IOException {
        String rendered = """
                # Generated from charts/probe-bypass for those without Helm; mvn verify compares them.
                ---
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: probe-bypass
                """
                + Helm.HELM_4
                        .template("--no-hooks")
                        .replaceAll("(?m)^ +(helm.sh/chart|app.kubernetes.io/managed-by): .*\n", "");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(INSTALL, rendered);
        }

        assertThat(INSTALL)
                .as("deploy/install.yaml; -Dgolden.update=true writes it")
                .hasContent(rendered);
    }

    private void createNamespace(String name) {
        controlPlane
                .client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .createOr(Updatable::update);
    }

    /** Without comments and blank lines, which the two treat differently. */
    private static List<Object> objects(Helm helm, Path values) {
        List<Object> objects = new ArrayList<>();
        new Yaml().loadAll(helm.template("-f", values.toString())).forEach(objects::add);
        objects.removeIf(Objects::isNull);
        return objects;
    }
}
