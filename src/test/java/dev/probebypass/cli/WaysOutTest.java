package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.probebypass.admission.Admission;
import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Deadline;
import dev.probebypass.admission.Ticker;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Planner;
import dev.probebypass.logging.LogFile;
import dev.probebypass.logging.LogSetup;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.report.CheckDocument;
import dev.probebypass.settings.LogFormat;
import dev.probebypass.settings.LogLevel;
import dev.probebypass.settings.Problem;
import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.NastyText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * One nasty text through all ways on which text from outside reaches people. The Events are in the test of the reconciler that
 * makes them. {@link #thereAreNoOtherWays} fails as soon as there is another way, which belongs here then.
 */
class WaysOutTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NASTY = NastyText.TEXT;

    /** A pod with it wherever a text of the user is told. */
    private static final String POD = """
            {"kind": "Pod", "metadata": {"name": %1$s, "generateName": %1$s, "namespace": %1$s,
              "labels": {"sidecar.istio.io/inject": "true", "probe-bypass.dev/enabled": %1$s, %3$s: %1$s},
              "annotations": {"probe-bypass.dev/mode": %1$s, "probe-bypass.dev/mesh": "istio", "probe-bypass.dev/inbound-ports": %1$s,
                "probe-bypass.dev/bypassed-ports": %1$s, %3$s: %1$s}},
             "spec": {"containers": [
              {"name": %1$s, "ports": [{"name": %1$s, "containerPort": 8080}], "readinessProbe": {"tcpSocket": {"port": %2$s}},
               "livenessProbe": {"tcpSocket": {"port": 8081}}, "lifecycle": {"preStop": {"httpGet": {"port": 8085}}}}]}}""".formatted(
                    NastyText.json(),
                    NastyText.json().replace("yy\"", "z\""),
                    NastyText.json().replaceAll("y+", "y"));

    private final Telemetry telemetry = Telemetry.forVersion("test");

    @AfterEach
    void close() {
        LogSetup.use(LogFormat.TEXT, LogLevel.INFO);
        telemetry.close();
    }

    private static Session.Result explain(String... more) {
        return new Session()
                .withInput(POD)
                .run(Stream.concat(Stream.of("explain", "-f", "-"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void theTableOfExplain() {
        Session.Result result = explain();

        assertThat(result.exitCode()).isZero();
        NastyText.assertHarmless(result.out());
        assertThat(result.out().replaceAll("\\s+", ""))
                .contains("\\n2026-01-01T00:00:00ZINFOForged\\r\\u001b[2J\\u2028\\u2029\\u202e");
    }

    @Test
    void theNotesBesideTheJsonAndTheYamlOfExplainWhichStayExact() throws IOException {
        Session.Result json = explain("-o", "json");
        Session.Result yaml = explain("-o", "yaml");

        NastyText.assertHarmless(json.err());
        NastyText.assertHarmless(yaml.err());
        for (JsonNode document : List.of(JSON.readTree(json.out()), new YAMLMapper().readTree(yaml.out()))) {
            assertThat(document.at("/pods/0/name").asText()).isEqualTo(NASTY);
            assertThat(document.at("/pods/0/ports/0/container").asText()).isEqualTo(NASTY);
        }
    }

    /** What stands in a baseline is in {@code ExplainBaselineTest}, what Markdown is made of in {@code MarkdownTest}. */
    @Test
    void theMarkdownTheSummaryAndTheConditionsOfExplain() {
        for (Session.Result result : List.of(
                explain("-o", "markdown", "--fail-on=warning,note,bypass,leave"),
                explain("-o", "markdown", "--summary"),
                explain("--summary"),
                explain("--only=bypass"))) {
            NastyText.assertHarmless(result.out());
            NastyText.assertHarmless(result.err() + "-");
        }
    }

    @Test
    void theWarningsAndNotesBesideTheManifestsOfInjectWhichStayExact() throws IOException {
        Session.Result result = new Session().withInput(POD).run("inject", "-f", "-");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("probe-bypass: warning: ", "probe-bypass: note: ");
        NastyText.assertHarmless(result.err());
        assertThat(JSON.readTree(result.out()).at("/metadata/name").asText()).isEqualTo(NASTY);
    }

    @Test
    void complaintsAboutManifestsAndSettings() {
        String key = NastyText.json();

        NastyText.assertHarmless(new Session()
                .withInput("{%1$s: 1, %1$s: 2}".formatted(key))
                .run("explain", "-f", "-")
                .err());
        NastyText.assertHarmless(
                new Session().run("explain", "-f", NASTY.replace("\u0000", "")).err());
        NastyText.assertHarmless(
                new Session().run("explain", "-f", "-", "--mode", NASTY).err());
        NastyText.assertHarmless(new Session().run(NASTY).err());
        NastyText.assertHarmless(Problem.text(List.of(new Problem(NASTY, NASTY))));
    }

    @Test
    void theTextOfCheck() {
        NastyText.assertHarmless(CheckDocument.of(
                        NASTY, false, NASTY, List.of(new CheckDocument.Revision(NASTY, false, NASTY)), List.of(NASTY))
                .text());
    }

    @Test
    void theAnswerToAReviewAndItsLine() throws IOException {
        LogFile log = LogFile.fromHere();

        JsonNode response = JSON.readTree(review("""
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "7", "namespace": "shop",
                 "operation": "CREATE", "resource": {"group": "", "version": "v1", "resource": "pods"}, "object": %s}}""".formatted(POD)).body()).path("response");

        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("warnings").size()).isGreaterThan(3);
        response.path("warnings").forEach(warning -> {
            NastyText.assertHarmless(warning.asText());
            assertThat(warning.asText()).hasSizeLessThanOrEqualTo(256).doesNotContain("\n");
        });
        String audit = response.at("/auditAnnotations/decision").asText();
        NastyText.assertHarmless(audit);
        assertThat(audit).doesNotContain("\n").contains(" 8081=bypass:NO_SERVICE \"x 9999=bypass:NAMED_BY_USER\\n2026");
        assertThat(log.text()).hasLineCount(1);
        NastyText.assertHarmless(log.text());
    }

    @Test
    void theAnswerToWhatIsNoReview() {
        for (String field : List.of("kind", "apiVersion", "uid", "namespace")) {
            Map<String, String> values = new HashMap<>(Map.of(
                    "kind",
                    "\"AdmissionReview\"",
                    "apiVersion",
                    "\"admission.k8s.io/v1\"",
                    "uid",
                    "\"1\"",
                    "namespace",
                    "\"a\""));
            values.put(field, NastyText.json());

            Answer answer = review("{\"kind\": %s, \"apiVersion\": %s, \"request\": {\"uid\": %s, \"namespace\": %s}}"
                    .formatted(
                            values.get("kind"), values.get("apiVersion"), values.get("uid"), values.get("namespace")));

            assertThat(answer.status()).isEqualTo(400);
            NastyText.assertHarmless(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void logLines() {
        LogFile log = LogFile.fromHere();

        log(NASTY);

        String text = log.text();
        assertThat(text.lines().filter(line -> !line.startsWith("\t"))).hasSize(3);
        NastyText.assertHarmless(text.replace("\n\t", "\n "));
    }

    @Test
    void logLinesInJsonWhichStayExact() throws IOException {
        LogSetup.use(LogFormat.JSON, LogLevel.DEBUG);
        LogFile log = LogFile.fromHere();

        log(NASTY);

        assertThat(log.text()).hasLineCount(3);
        for (String line : log.text().split("\n", -1)) {
            if (!line.contains("stackTrace") && !line.isEmpty()) {
                NastyText.assertHarmless(line);
                assertThat(NASTY)
                        .startsWith(JSON.readTree(line).path("key").asText("…").replace("…", ""));
            }
        }
    }

    private void log(String nasty) {
        LoggerFactory.getLogger("dev.probebypass.Any")
                .atInfo()
                .addKeyValue("key", nasty)
                .addKeyValue("list", List.of(nasty, nasty))
                .log(nasty);
        telemetry.failures().failed(Failure.WATCH, nasty);
        LoggerFactory.getLogger("dev.probebypass.Any").warn("failed", new IllegalStateException(nasty));
    }

    @Test
    void labelsOfMetrics() {
        telemetry.watches().showStaleness(() -> Map.of(NASTY, Duration.ZERO));
        telemetry.watches().showSnapshot(NASTY, () -> Duration.ZERO, () -> true);

        NastyText.assertHarmless(telemetry.scrape());
    }

    private Answer review(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new Admission(
                        new Planner(Options.DEFAULT),
                        TestMeshes.cluster(List.of(), Map.of("rewrite-probes", "false")),
                        telemetry)
                .review(body, body.length, Deadline.in(Duration.ofSeconds(60), Ticker.SYSTEM));
    }

    /**
     * The classes that write. One that is new belongs into this list, and what it writes for people into a test here, unless it
     * writes for programs alone.
     */
    @Test
    void thereAreNoOtherWays() {
        TreeSet<String> writers = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.probebypass")) {
            if (each.getAccessesFromSelf().stream().anyMatch(WaysOutTest::writes)) {
                writers.add(each.getName().replaceAll("dev\\.probebypass\\.|\\$.*", ""));
            }
        }

        assertThat(writers)
                .containsExactlyInAnyOrder(
                        // For people, each with a test here.
                        "admission.ReviewWriter",
                        "cli.Check",
                        "cli.ReportWriter",
                        "cli.Terminal",
                        "logging.JsonLines",
                        "logging.LineFormat",
                        "operator.WebhookOrderReconciler",
                        "report.TextTable",
                        "server.Reply",
                        "telemetry.Meters",
                        "telemetry.ServerMetrics",
                        "telemetry.WatchMetrics",
                        // For people, but with nothing in it that came from outside.
                        "cli.Commands",
                        "cli.Progress",
                        "cli.Serve",
                        "server.PlainErrors",
                        // For programs.
                        "certificate.Pem",
                        "cli.Inject",
                        "patch.JsonPatch",
                        "pod.PodReader",
                        "report.DocumentFormat",
                        "report.Explainer",
                        "server.ConnectionCloseHandler",
                        "server.WarmUpClient",
                        "serving.CertificateSource");
    }

    private static boolean writes(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        boolean isStream = owner.isAssignableTo(PrintStream.class)
                || owner.isAssignableTo(Writer.class)
                || owner.isAssignableTo(OutputStream.class);
        return (isStream && name.matches("print.*|write.*|append|format"))
                || (owner.getName().equals("java.nio.file.Files") && name.startsWith("write"))
                || (owner.getName().startsWith("com.fasterxml.jackson") && name.matches("write(String|Value).*"))
                || (owner.getName().startsWith("org.eclipse.jetty") && name.equals("write"))
                || (owner.getName().startsWith("io.javalin") && name.matches("result|html|json"))
                || (owner.getName().startsWith("io.micrometer") && name.matches("tags?|description|of"))
                || (owner.getName().startsWith("io.fabric8") && name.matches("withMessage|withNote"))
                || (owner.getName().startsWith("ch.qos.logback")
                        && name.matches("getFormattedMessage|getKeyValuePairs"))
                || (owner.getName().startsWith("picocli") && name.equals("usage"));
    }
}
