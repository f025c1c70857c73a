package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code explain} writes of the examples, and of a change to them, at a terminal of 100 columns and for a pull request. */
class ExplainPipelineTest {

    private static final Path EXAMPLES = Path.of("deploy/examples");
    private static final Path EXPECTED = Path.of("src/test/resources/explain");

    /** What the change does to the examples: in a file, a text and what takes its place. */
    private static final Map<String, List<String>> CHANGE = Map.of(
            "catalog.yaml", List.of("port: 8081", "port: 8082"),
            "ledger.yaml", List.of("\"9187\"", "\"9187,5555\""),
            "orders.yaml", List.of("port: 9091", "port: 8081"),
            "reports.yaml", List.of("name: reports", "name: reports-of-the-year"));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "summary.txt, table, --summary",
        "only-leave.txt, table, --only=leave",
        "report.md, markdown, --summary=false",
        "summary.md, markdown, --summary",
    })
    void ofTheExamples(String file, String output, String option) throws IOException {
        Session.Result result = new Session().run("explain", "-f", EXAMPLES.toString(), "-o", output, option);

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        holds(file, result.out());
    }

    @ParameterizedTest
    @CsvSource({
        "changes.txt, table, --summary=false",
        "changes-summary.txt, table, --summary",
        "changes.md, markdown, --summary=false",
        "changes-summary.md, markdown, --summary",
        "changes.json, json, --summary=false",
    })
    void ofAChange(String file, String output, String option) throws IOException {
        Path baseline = Files.writeString(
                directory.resolve("before.json"),
                new Session()
                        .run("explain", "-f", EXAMPLES.toString(), "-o", "json")
                        .out());

        Session.Result result = new Session()
                .run("explain", "-f", changed().toString(), "--baseline", baseline.toString(), "-o", output, option);

        assertThat(result.exitCode()).isZero();
        holds(file, result.out());
        assertThat(result.out().lines().filter(line -> file.endsWith(".txt"))).allMatch(line -> line.length() <= 100);
    }

    @Test
    void ofNoChange() throws IOException {
        Path baseline = Files.writeString(
                directory.resolve("before.json"),
                new Session()
                        .run("explain", "-f", EXAMPLES.toString(), "-o", "json")
                        .out());

        Session.Result result = new Session()
                .run(
                        "explain",
                        "-f",
                        EXAMPLES.toString(),
                        "--baseline",
                        baseline.toString(),
                        "--fail-on=opened,closed");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).endsWith("\nnothing opened, nothing closed; 6 pods are as before\n");
    }

    private Path changed() throws IOException {
        Path changed = Files.createDirectory(directory.resolve("changed"));
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                List<String> change = CHANGE.getOrDefault(name, List.of("", ""));
                String text = Files.readString(file);
                assertThat(text).contains(change.getFirst());
                if (!name.equals("legacy.yaml")) {
                    Files.writeString(changed.resolve(name), text.replace(change.getFirst(), change.getLast()));
                }
            }
        }
        return changed;
    }

    private static void holds(String file, String text) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(EXPECTED.resolve(file), text);
        }

        assertThat(text).isEqualTo(Files.readString(EXPECTED.resolve(file)));
    }
}
