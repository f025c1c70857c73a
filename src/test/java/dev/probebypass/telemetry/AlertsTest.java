package dev.probebypass.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart's alerts and dashboard: of metrics that there are, and raised when they should be. */
class AlertsTest {

    private static final Path FILES = Path.of("charts", "probe-bypass", "files");
    private static final Pattern METRIC = Pattern.compile("probe_bypass_[a-z_]+");
    private static final List<String> ENDINGS = List.of("", "_total", "_seconds", "_seconds_bucket");

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "dashboard.json"})
    void askForMetricsThatThereAre(String file) throws IOException {
        List<String> known = names();

        List<String> asked = METRIC.matcher(Files.readString(FILES.resolve(file)))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(asked).hasSizeGreaterThan(5).isSubsetOf(known);
    }

    /** What TelemetryTest pins is made of these. */
    private static List<String> names() {
        return Arrays.stream(Metric.values())
                .map(metric -> metric.id().replace('.', '_'))
                .flatMap(name -> ENDINGS.stream().map(ending -> name + ending))
                .toList();
    }

    @Test
    void areRaisedByWhatTheyAreFor() throws IOException {
        String promtool = promtool().orElse("");
        assumeThat(promtool)
                .as("promtool, of Debian's package prometheus, on the PATH or named by PROMTOOL")
                .isNotEmpty();

        assertThat(run(promtool, "check", "rules", FILES.resolve("alerts.yaml").toString()))
                .contains("SUCCESS");
        assertThat(run(promtool, "test", "rules", "src/test/promtool/alerts-test.yaml"))
                .contains("SUCCESS");
    }

    private static Optional<String> promtool() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("PROMTOOL")),
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                                .map(directory -> directory + "/promtool"))
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(said).isZero();
        return said;
    }
}
