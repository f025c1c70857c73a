package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.probebypass.mesh.istio.TestMeshes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InjectTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXCLUDED = "traffic.sidecar.istio.io/excludeInboundPorts";
    private static final String ALONE =
            "probe-bypass: note: decided by the input alone: a Service, another route or a policy that is not in it may be in"
                    + " the way of a port that bypasses the sidecar now; --kubeconfig asks a cluster\n";

    private static final String CLUSTER = """
            kind: Namespace
            metadata: {name: shop, labels: {istio-injection: enabled}}
            ---
            kind: ConfigMap
            metadata: {name: istio-sidecar-injector, namespace: istio-system}
            data: {values: '{"sidecarInjectorWebhook": {"rewriteAppHTTPProbe": false}}'}
            ---
            kind: Service
            metadata: {name: web, namespace: shop}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            """;

    private static final String WEB = """
            kind: Deployment
            metadata: {name: web, namespace: shop}   # the shop's
            spec:
              template:
                metadata:
                  labels:
                    app: web   # the Service's
                spec:
                  containers:
                    # it has two probes
                    - name: web
                      readinessProbe: {httpGet: {port: 8080}}
                      livenessProbe: {httpGet: {port: 8081}}
            """;

    private static final String INJECTED = WEB.replace("""
                    app: web   # the Service's
            """, """
                    app: web   # the Service's
                  annotations:
                    probe-bypass.dev/bypassed-ports: "8081"
                    traffic.sidecar.istio.io/excludeInboundPorts: "8081"
            """);

    @TempDir
    private Path directory;

    private static Session.Result inject(String input, String... flags) {
        List<String> arguments = new ArrayList<>(List.of("inject", "-f", "-"));
        arguments.addAll(List.of(flags));
        return new Session().withInput(input).run(arguments.toArray(String[]::new));
    }

    @Test
    void writesTheAnnotationsAndWarnsOnStandardError() {
        Session.Result result = inject(CLUSTER + "---\n" + WEB);

        assertThat(result).isEqualTo(new Session.Result(0, CLUSTER + "---\n" + INJECTED, """
                        probe-bypass: warning: shop/web (Deployment): port 8080 (readiness probe of container web) is left and \
                        fails under strict mTLS: it is an application port (Service web). Probe port 8081, which bypasses the \
                        sidecar (PB012)
                        """ + ALONE));
    }

    @Test
    void saysWhatItCouldNotSee() {
        Session.Result result = inject(WEB, "--mesh=istio");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("probe-bypass: note: istio-sidecar-injector of istio-system is not in"),
                        line -> assertThat(line)
                                .startsWith("probe-bypass: note: the Namespace shop is not in the input"),
                        line -> assertThat(line)
                                .startsWith("probe-bypass: note: no Service in the input selects the pods of shop/web"),
                        line -> assertThat(line + "\n").isEqualTo(ALONE));
    }

    /** A pod that comes with the annotations gets the same ones from the webhook: none is missing, and none is too many. */
    @Test
    void decidesAsTheWebhookDoesAndTheWebhookAgrees() throws IOException {
        String examples = new Session().run("inject", "-f", "deploy/examples").out();
        JsonNode before = explained(new Session(), "deploy/examples");
        JsonNode after = explained(new Session().withInput(examples), "-");

        assertThat(before).extracting(InjectTest::outcome).contains("patched");
        assertThat(after).extracting(InjectTest::outcome).containsOnly("unchanged");
        assertThat(annotations(after)).isEqualTo(annotations(before));
        assertThat(inject(examples).out()).isEqualTo(examples);
    }

    private static JsonNode explained(Session session, String source) throws IOException {
        return JSON.readTree(session.run("explain", "-f", source, "-o", "json").out())
                .path("pods");
    }

    private static String outcome(JsonNode pod) {
        return pod.path("outcome").asText();
    }

    private static Map<String, JsonNode> annotations(JsonNode pods) {
        Map<String, JsonNode> annotations = new TreeMap<>();
        pods.forEach(pod -> annotations.put(pod.path("name").asText(), pod.path("annotations")));
        return annotations;
    }

    @Test
    void changesNothingInAuditModeAndSaysSo() {
        Session.Result result = inject(CLUSTER + "---\n" + WEB, "--mode=audit");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo(CLUSTER + "---\n" + WEB);
        assertThat(result.err())
                .contains("warning: shop/web (Deployment): audit: would bypass 8081")
                .endsWith("probe-bypass: note: mode audit: nothing is written where it holds\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# nothing but a comment\n",
                "",
                "kind: ConfigMap\r\ndata: {a: 'b'}",
                "{\"kind\": \"Secret\"}\n\n"
            })
    void writesWhatItHasNoBusinessWithAsItIs(String input) {
        Session.Result result = inject(input);

        assertThat(result)
                .isEqualTo(new Session.Result(
                        0,
                        input,
                        "probe-bypass: note: there is no pod in the input, and no workload that makes one\n"));
    }

    @Test
    void takesBackWhatItWroteOnceNobodyProbesThePort() {
        String unprobed = INJECTED.replace("livenessProbe: {httpGet: {port: 8081}}", "command: [web]");

        Session.Result result = inject(CLUSTER + "---\n" + unprobed);

        assertThat(result.out())
                .doesNotContain("8081")
                .contains("annotations: {}\n")
                .contains("# the Service's\n");
    }

    @Test
    void asksTheClusterThatAKubeconfigNames() {
        List<JsonNode> objects = new ArrayList<>();
        for (String object : CLUSTER.split("---\n", -1)) {
            objects.add(yaml(object));
        }
        Session session = new Session().withInput(WEB).withCluster(TestMeshes.cluster(objects));

        Session.Result result = session.run("inject", "-f", "-", "--kubeconfig", "config");

        assertThat(result.out()).isEqualTo(INJECTED);
        assertThat(result.err()).contains("(Service web)").doesNotContain("the input");
        assertThat(session.openConnections()).isZero();
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isAFunctionOfKustomize() {
        String items =
                (CLUSTER + "---\n" + WEB).replaceAll("(?m)^", "  ").replaceAll("(?m)^ *(---\n *)?kind", "- kind");
        String list =
                "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n%sfunctionConfig: {kind: Inject}\n"
                        .formatted(items);

        Session.Result result = inject(list);

        JsonNode written = yaml(result.out());
        assertThat(written.path("kind").asText()).isEqualTo("ResourceList");
        assertThat(written.at("/functionConfig/kind").asText()).isEqualTo("Inject");
        assertThat(written.path("items")).hasSize(4);
        assertThat(written.at("/items/3/spec/template/metadata/annotations")
                        .path(EXCLUDED)
                        .asText())
                .isEqualTo("8081");
    }

    @Test
    void writesFilesOneAfterTheOther() throws IOException {
        Files.writeString(directory.resolve("1.yaml"), CLUSTER);
        Files.writeString(directory.resolve("2.yaml"), WEB);

        Session.Result result = new Session().run("inject", "-f", directory.toString());

        assertThat(result.out()).isEqualTo("---\n" + CLUSTER + "---\n" + INJECTED);
    }

    @Test
    void writesNothingWhereTheInputCannotBeRead() {
        Session.Result result = inject("kind: [");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("probe-bypass: standard input, document 1: ");
    }

    @Test
    void writesNothingWhereTheClusterCannotBeReached() {
        Session.Result result = inject(WEB, "--kubeconfig=nowhere");

        assertThat(result).isEqualTo(new Session.Result(2, "", "probe-bypass: no cluster\n"));
    }

    @Test
    void failsWhereItsOutputIsCutOff() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(WEB.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(new FullDisk(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false);

        int exitCode = new Commands(terminal, _ -> 0, _ -> {
                    throw new UnreachableClusterException(List.of());
                })
                .run("inject", "-f", "-");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith("probe-bypass: the manifests could not be written to the end\n");
    }

    private static final class FullDisk extends OutputStream {

        @Override
        public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inject | --filename: say where the manifests are",
                "inject -f - --mode=on | --mode=on: use enforce or audit",
                "inject -f - -o json | -o: is no option",
            })
    void saysWhatIsWrongWithWhatItWasTold(String arguments, String problem) {
        Session.Result result = new Session().run(arguments.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(problem);
    }
}
