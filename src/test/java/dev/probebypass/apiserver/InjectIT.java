package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as Helm's post-renderer and as Kustomize's function; no cluster is asked. */
final class InjectIT {

    private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();
    private static final Path SCRIPT = DEPLOY.resolve("inject/probe-bypass-inject");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PROBE_BYPASS",
            Path.of(System.getProperty("java.home"), "bin", "java") + " -jar "
                    + Path.of("target", "probe-bypass.jar").toAbsolutePath(),
            "HELM_PLUGINS",
            DEPLOY.toString());

    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              # enough for a start
              replicas: 2
              template:
                metadata:
                  labels:
                    app: web # the Service's
                spec:
                  containers:
                  - name: web
                    readinessProbe: {httpGet: {port: 8080}}
                    livenessProbe: {httpGet: {port: 8081}}
            """;

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            """;

    private static final String INJECTED = WEB.replace("""
                    app: web # the Service's
            """, """
                    app: web # the Service's
                  annotations:
                    probe-bypass.dev/bypassed-ports: "8081"
                    traffic.sidecar.istio.io/excludeInboundPorts: "8081"
            """);

    @TempDir
    private Path directory;

    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(directory.resolve("chart/templates"));
        file("chart/Chart.yaml", "apiVersion: v2\nname: orders\nversion: 0.1.0\n");
        file("chart/templates/web.yaml", WEB);
        file("chart/templates/service.yaml", SERVICE);
        file("web.yaml", WEB);
        file("service.yaml", SERVICE);
        file("kustomization.yaml", """
                namespace: shop
                resources: [service.yaml, web.yaml]
                transformers: [function.yaml]
                """);
        file("function.yaml", """
                apiVersion: probe-bypass.dev/v1
                kind: Inject
                metadata:
                  name: inject
                  annotations:
                    config.kubernetes.io/function: |
                      exec:
                        path: ./probe-bypass-inject
                        args: [--mesh=istio]
                """);
        Files.copy(SCRIPT, directory.resolve("probe-bypass-inject"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private Run run(Path program, String... arguments) throws IOException, InterruptedException {
        Path err = directory.resolve("err");
        ProcessBuilder command = new ProcessBuilder(program.toString()).redirectError(err.toFile());
        command.command().addAll(List.of(arguments));
        command.environment().putAll(ENVIRONMENT);
        Process process = command.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    private Run template(String helm, Object renderer, String mesh) throws IOException, InterruptedException {
        return run(
                GoTools.build(helm).resolve(helm),
                "template",
                "orders",
                directory.resolve("chart").toString(),
                "--post-renderer=" + renderer,
                "--post-renderer-args=--mesh=" + mesh);
    }

    @Test
    void isAPostRendererOfHelm3() throws Exception {
        Run run = template("helm3", SCRIPT, "istio");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains(SERVICE, INJECTED);
    }

    @Test
    void isAPluginOfHelm4() throws Exception {
        Run run = template("helm", "probe-bypass-inject", "istio");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains(SERVICE, INJECTED);
    }

    @Test
    void failsAHelmThatGivesItWrongArguments() throws Exception {
        Run run = template("helm3", SCRIPT, "none-such");

        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("--mesh=none-such");
    }

    @Test
    void isAFunctionOfKustomize() throws Exception {
        Run run = run(
                GoTools.build("kustomize").resolve("kustomize"),
                "--enable-alpha-plugins",
                "--enable-exec",
                directory.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("""
                    metadata:
                      annotations:
                        probe-bypass.dev/bypassed-ports: "8081"
                        traffic.sidecar.istio.io/excludeInboundPorts: "8081"
                """);
        assertThat(run.err()).contains("warning: shop/web (Deployment): port 8080");
    }
}
