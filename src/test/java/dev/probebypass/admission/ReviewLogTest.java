package dev.probebypass.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Planner;
import dev.probebypass.logging.LogFile;
import dev.probebypass.logging.LogSetup;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.settings.LogFormat;
import dev.probebypass.settings.LogLevel;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One line for a review, with its warnings in it. */
class ReviewLogTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MESHED = "\"labels\": {\"sidecar.istio.io/inject\": \"true\"}";
    private static final String PROBED = "{\"name\": \"app\", \"readinessProbe\": {\"httpGet\": {\"port\": 8081}}}";
    private static final String UNNAMED =
            "{\"name\": \"app\", \"readinessProbe\": {\"httpGet\": {\"port\": \"nope\"}}}";

    /** What the injector adds to a pod. */
    private static final String SIDECAR = "{\"name\": \"istio-proxy\"}";

    private static final String STATUS = "\"annotations\": {\"sidecar.istio.io/status\": \"{}\"}";

    private static final Review REVIEW =
            new Review("7", Optional.of("shop"), Optional.of("web-1"), Optional.empty(), true);

    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final Admission admission = new Admission(
            new Planner(Options.DEFAULT), TestMeshes.cluster(List.of(), Map.of("rewrite-probes", "false")), telemetry);

    @AfterEach
    void close() {
        LogSetup.use(LogFormat.TEXT, LogLevel.INFO);
        telemetry.close();
    }

    @Test
    void saysNothingOfAReviewWithoutWarnings() {
        assertThat(logged(MESHED, PROBED)).isEmpty();
    }

    @Test
    void isThereAtLevelDebug() {
        LogSetup.use(LogFormat.TEXT, LogLevel.DEBUG);

        assertThat(logged(MESHED, PROBED))
                .hasLineCount(1)
                .contains(
                        " DEBUG Admission - reviewed a pod namespace=shop pod=web-1 uid=7 outcome=patched",
                        "8081=bypass:NO_SERVICE");
    }

    @Test
    void holdsTheWarnings() {
        assertThat(logged(MESHED, UNNAMED))
                .hasLineCount(1)
                .contains(" INFO Admission - reviewed a pod namespace=shop pod=web-1 uid=7 outcome=unchanged")
                .contains("UNRESOLVED_PORT_NAME")
                .containsPattern("warnings=\\[\"probe-bypass: [^\"]+(\\\\\"[^\"]*)*\"]\n");
    }

    @Test
    void doesNotRepeatWhatWasSaidBeforeTheSidecarCame() {
        assertThat(logged(MESHED + ", " + STATUS, UNNAMED + ", " + SIDECAR)).isEmpty();
    }

    /** As the first call leaves it: a port bypasses the sidecar, and a probe can't be helped. */
    @Test
    void doesNotRepeatItOfAPodThatWasPatched() {
        String patched = MESHED
                + ", \"annotations\": {\"sidecar.istio.io/status\": \"{}\", \"probe-bypass.dev/bypassed-ports\": \"8081\","
                + " \"traffic.sidecar.istio.io/excludeInboundPorts\": \"8081\"}";

        assertThat(logged(patched, PROBED + ", " + UNNAMED + ", " + SIDECAR)).isEmpty();
    }

    @Test
    void saysAllOfAPodThatBringsItsSidecarForNobodyAskedBefore() {
        assertThat(logged(MESHED + ", " + STATUS, PROBED + ", " + UNNAMED + ", " + SIDECAR))
                .hasLineCount(1)
                .contains(" INFO Admission - reviewed a pod ", "UNRESOLVED_PORT_NAME");
    }

    @Test
    void saysWhatOnlyTheSidecarMadeTrue() {
        String init = "\"initContainers\": [{\"name\": \"istio-init\", \"args\": [\"istio-iptables\", \"-b\", \"*\"]}]";

        String line = logged(MESHED + ", " + STATUS, PROBED + ", " + SIDECAR + "], " + init + ", \"x\": [");

        assertThat(line).hasLineCount(1).contains("TOO_LATE", "warnings=[\"probe-bypass: ");
    }

    @Test
    void hasAtMostFourKibibytes() throws IOException {
        LogSetup.use(LogFormat.JSON, LogLevel.INFO);
        String containers = IntStream.range(0, 30)
                .mapToObj(i -> "{\"name\": \"app%1$d\", \"readinessProbe\": {\"httpGet\": {\"port\": \"%2$s-%1$d\"}}}"
                        .formatted(i, "né\\\"".repeat(80)))
                .collect(Collectors.joining(", "));

        String line = logged("\"name\": \"%s\", ".formatted("\u20ac".repeat(300)) + MESHED, containers);

        assertThat(line).hasLineCount(1);
        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(3_000, 4_096);
        JsonNode warnings = JSON.readTree(line).path("warnings");
        assertThat(warnings.get(warnings.size() - 1).asText()).matches("and \\d+ more");
    }

    @Test
    void isAtLevelErrorWhereThePodCanNotBePatched() {
        assertThat(logged(MESHED + ", \"annotations\": \"x\"", PROBED))
                .hasLineCount(1)
                .contains(" ERROR Admission - reviewed a pod kind=annotations namespace=shop pod=web-1")
                .contains("metadata can't take annotations");
        assertThat(telemetry.scrape()).contains("probe_bypass_errors_total{kind=\"annotations\"} 1.0\n");
    }

    @Test
    void holdsBackWhatIsSaidTooOftenAndSaysSo() {
        AtomicLong now = new AtomicLong();
        Admission flooded = new Admission(
                new Planner(Options.DEFAULT),
                TestMeshes.cluster(List.of(), Map.of("rewrite-probes", "false")),
                telemetry,
                now::get);
        LogFile log = LogFile.fromHere();

        IntStream.range(0, 500).forEach(_ -> review(flooded, MESHED, UNNAMED));

        assertThat(log.text().lines().filter(line -> line.contains("reviewed a pod")))
                .hasSize(200);
        assertThat(log.text().lines().filter(line -> line.contains("holding some back")))
                .singleElement()
                .asString()
                .contains(" WARN Admission - ", "heldBack=1");
        assertThat(telemetry.scrape()).contains("probe_bypass_log_lines_held_back_total 300.0\n");

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        review(flooded, MESHED, UNNAMED);

        assertThat(log.text()).contains("heldBack=299");
    }

    @Test
    void holdsBackPodsThatCanNotBePatchedAndCountsEach() {
        Admission flooded = new Admission(
                new Planner(Options.DEFAULT),
                TestMeshes.cluster(List.of(), Map.of("rewrite-probes", "false")),
                telemetry,
                () -> 0);

        assertTwoHundredAreWritten("annotations", () -> review(flooded, MESHED + ", \"annotations\": \"x\"", PROBED));
    }

    @Test
    void holdsBackPodsThatAreTooLargeAndCountsEach() {
        ReviewLog reviews = new ReviewLog(telemetry, () -> 0);

        assertTwoHundredAreWritten("oversized", () -> reviews.oversized(REVIEW));
    }

    @Test
    void holdsBackBugsThatSomebodyHasFoundAndCountsEach() {
        ReviewLog reviews = new ReviewLog(telemetry, () -> 0);

        assertTwoHundredAreWritten("unexpected", () -> reviews.unexpected(REVIEW, new IllegalStateException()));
    }

    private void assertTwoHundredAreWritten(String kind, Runnable failure) {
        LogFile log = LogFile.fromHere();

        IntStream.range(0, 250).forEach(_ -> failure.run());

        assertThat(log.text().lines().filter(line -> line.contains("kind=" + kind)))
                .hasSize(200);
        assertThat(log.text()).containsOnlyOnce("holding some back");
        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_errors_total{kind=\"%s\"} 250.0\n".formatted(kind),
                        "probe_bypass_log_lines_held_back_total 50.0\n");
    }

    @Test
    void leavesOutWhatNobodySays() {
        LogFile log = LogFile.fromHere();

        new ReviewLog(telemetry, Ticker.SYSTEM)
                .oversized(new Review("7", Optional.empty(), Optional.empty(), Optional.empty(), true));

        assertThat(log.text()).hasLineCount(1).contains("kind=oversized").doesNotContain("namespace=", "pod=");
    }

    private String logged(String metadata, String containers) {
        LogFile log = LogFile.fromHere();
        review(admission, metadata, containers);
        return log.text();
    }

    private static void review(Admission admission, String metadata, String containers) {
        byte[] body = """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "7", "namespace": "shop",
                 "operation": "CREATE", "resource": {"group": "", "version": "v1", "resource": "pods"},
                 "object": {"metadata": {"name": "web-1", %s}, "spec": {"containers": [%s]}}}}""".formatted(metadata, containers).getBytes(StandardCharsets.UTF_8);
        Answer answer = admission.review(body, body.length, Deadline.in(Duration.ofSeconds(9), Ticker.SYSTEM));
        assertThat(answer.status()).isEqualTo(200);
    }
}
