package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command line beside a live cluster, as users run it. */
@ExtendWith(SharedControlPlane.class)
final class ExplainIT {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              namespace: %s
              labels: {app: web}
            spec:
              containers:
                - name: app
                  image: example/web
                  readinessProbe: {httpGet: {port: 8080}}
                  livenessProbe: {httpGet: {port: 8081}}
            """;

    private final ControlPlane controlPlane;

    @TempDir
    Path directory = Path.of("");

    ExplainIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    private record Run(int exit, String out, String err) {}

    private Run explain(Path kubeconfig, String pod) throws IOException, InterruptedException {
        Path manifest = Files.writeString(directory.resolve("pod.yaml"), pod);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/probe-bypass.jar",
                        "explain",
                        "--kubeconfig=" + kubeconfig,
                        "-o=json",
                        "-f=" + manifest))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void knowsTheLiveNamespaceAndItsServices() throws IOException, InterruptedException {
        String namespace = controlPlane.createNamespace(Map.of("istio-injection", "enabled"));
        controlPlane
                .client()
                .resource(Services.of(namespace, "web", new IntOrString(8080)))
                .create();

        Run run = explain(
                controlPlane.kubeconfig(), POD.formatted(namespace).replace("app: web", Services.LABEL + ": web"));

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode pod = Json.parse(run.out()).path("pods").path(0);
        assertThat(pod.path("mesh").asText()).isEqualTo("istio");
        assertThat(pod.path("ports"))
                .extracting(port ->
                        port.path("port").asInt() + " " + port.path("reason").asText())
                .containsExactly("8080 APPLICATION_PORT", "8081 PROBE_PORT");
    }

    @Test
    void laysItsInputOverTheCluster() throws IOException, InterruptedException {
        String namespace = controlPlane.createNamespace(Map.of("istio-injection", "enabled"));
        controlPlane
                .client()
                .resource(Services.of(namespace, "web", new IntOrString(8080)))
                .create();
        String service = """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: %s}
                spec: {selector: {app: web}, ports: [{port: 8081}]}
                """.formatted(namespace);

        Run run = explain(controlPlane.kubeconfig(), POD.formatted(namespace) + service);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Json.parse(run.out()).at("/pods/0/ports"))
                .extracting(port ->
                        port.path("port").asInt() + " " + port.path("reason").asText())
                .containsExactly("8080 PROBE_PORT", "8081 APPLICATION_PORT");
    }

    @Test
    void asksWhichPodsTheWebhookIsAskedAbout() throws IOException, InterruptedException {
        String namespace = controlPlane.createNamespace(Map.of("istio-injection", "enabled"));
        MutatingWebhookConfiguration configuration = new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("istio-probe-bypass")
                .endMetadata()
                .addNewWebhook()
                .withName("probe-bypass.probe-bypass.dev")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withNewClientConfig()
                .withUrl("https://127.0.0.1:1/mutate")
                .endClientConfig()
                .withNewNamespaceSelector()
                .addToMatchLabels("probe-bypass.dev/enabled", "true")
                .endNamespaceSelector()
                .endWebhook()
                .build();
        controlPlane.client().resource(configuration).create();
        try {
            Run run = explain(controlPlane.kubeconfig(), POD.formatted(namespace));

            assertThat(Json.parse(run.out()).at("/pods/0/reason").asText())
                    .as(run.err())
                    .isEqualTo("EXCLUDED");
        } finally {
            controlPlane.client().resource(configuration).delete();
        }
    }

    @Test
    void saysWhereNoClusterAnswers() throws IOException, InterruptedException {
        String kubeconfig = Files.readString(controlPlane.kubeconfig())
                .replaceAll("https://127.0.0.1:[0-9]+", "https://127.0.0.1:1");

        Run run = explain(Files.writeString(directory.resolve("kubeconfig"), kubeconfig), POD.formatted("shop"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the cluster can't be read").contains("https://127.0.0.1:1");
    }
}
