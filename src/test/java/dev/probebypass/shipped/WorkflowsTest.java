package dev.probebypass.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs with the repository's rights is somebody's commit that was looked at, and may do little. */
class WorkflowsTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path WORKFLOWS = Path.of(".github/workflows");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().toList();
        }
    }

    /** A tag can be moved; the version behind it is for people, and for Dependabot. */
    @ParameterizedTest
    @MethodSource("workflows")
    void namesActionsByCommitWithTheVersionBehind(Path workflow) throws IOException {
        assertThat(Files.readAllLines(workflow))
                .filteredOn(line -> line.strip().matches("(- )?uses:.*"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(".*uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void givesEachJobTheRightsThatItNeedsAndNoOthers(Path workflow) throws IOException {
        JsonNode content = YAML.readTree(workflow.toFile());

        assertThat(content.path("permissions")).as("of the workflow").isEqualTo(YAML.createObjectNode());
        assertThat(content.path("jobs"))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.path("permissions"))
                        .isEqualTo(YAML.createObjectNode().put("contents", "read")));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void leavesNoTokenBehindInTheClone(Path workflow) throws IOException {
        assertThat(YAML.readTree(workflow.toFile()).findValues("steps").stream().flatMap(JsonNode::valueStream))
                .filteredOn(step -> step.path("uses").asText().startsWith("actions/checkout@"))
                .isNotEmpty()
                .allSatisfy(
                        step -> assertThat(step.at("/with/persist-credentials").asBoolean(true))
                                .isFalse());
    }

    /** What somebody's server sends today is nobody's commit. */
    @ParameterizedTest
    @MethodSource("workflows")
    void runsNothingThatItHasJustDownloaded(Path workflow) throws IOException {
        assertThat(Files.readString(workflow)).doesNotContainPattern("curl|wget|releases/latest");
    }

    @Test
    void dependabotLooksAfterAllThatIsPinned() throws IOException {
        assertThat(YAML.readTree(Path.of(".github/dependabot.yml").toFile()).findValuesAsText("package-ecosystem"))
                .containsExactlyInAnyOrder("maven", "gomod", "github-actions", "docker");
    }
}
