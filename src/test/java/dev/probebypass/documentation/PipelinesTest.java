package dev.probebypass.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.probebypass.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the snippets of the page about pipelines in a repository with a branch: as they stand there, with the command on the PATH. Each
 * gate is passed by a branch without a change, and stops one with a port that opens and a probe that lies.
 */
class PipelinesTest {

    private static final Page PAGE = explained(Page.of("src/site/markdown/pipelines.md"));
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path EXAMPLES = Path.of("deploy/examples").toAbsolutePath();

    /** Passes its arguments behind the image's name on. */
    private static final String DOCKER = """
            #!/bin/sh
            until [ "${1#registry.example.com/}" != "$1" ]; do shift; done
            shift
            exec probe-bypass-of-the-image "$@"
            """;

    /** All that is about {@code explain}: how {@code inject} is called has a test of its own. */
    private static Page explained(Page page) {
        return new Page(
                page.file(), page.text().substring(0, page.text().indexOf("\n## Where no webhook is allowed\n")));
    }

    @TempDir
    private Path directory;

    private Path repository;
    private Path programs;

    @BeforeEach
    void makeARepository() throws IOException {
        repository = Files.createDirectory(directory.resolve("repository"));
        programs = Files.createDirectory(directory.resolve("programs"));
        program("docker", DOCKER);
        for (String name : List.of("probe-bypass", "probe-bypass-of-the-image")) {
            program(
                    name,
                    "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                            .formatted(
                                    Path.of(System.getProperty("java.home"), "bin", "java"),
                                    classPath(),
                                    Main.class.getName()));
        }
        Files.createDirectory(repository.resolve("deploy"));
        add("00-namespace.yaml", "01-mesh.yaml", "orders.yaml");
        passes("git init -q -b main . && git config user.name a && git config user.email a@example.com"
                + " && git add -A && git commit -q -m base && git update-ref refs/remotes/origin/main main");
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(programs.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** The test's own, seen from elsewhere. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void add(String... examples) throws IOException {
        for (String example : examples) {
            Files.copy(EXAMPLES.resolve(example), repository.resolve("deploy").resolve(example));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theShellCommandsDoWhatThePageSays(boolean isChanged) throws IOException {
        if (isChanged) {
            add("catalog.yaml");
        }
        List<String> blocks = PAGE.blocks("sh");
        assertThat(blocks).hasSize(4);

        for (String block : blocks) {
            assertThat(exitCode("set -e\n" + block))
                    .as(block)
                    .isEqualTo(isChanged && block.contains("--fail-on") ? 3 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theWorkflowOfGitHub(boolean isChanged) throws IOException {
        if (isChanged) {
            add("catalog.yaml");
        }
        JsonNode steps = yaml("jobs").at("/jobs/explain/steps");
        passes(PAGE.blocks("sh").getFirst());

        List<Integer> exitCodes = new ArrayList<>();
        for (JsonNode step : steps) {
            if (step.has("run")) {
                exitCodes.add(exitCode("set -e\n" + step.path("run").asText()));
            }
        }

        assertThat(exitCodes).containsExactly(0, 0, isChanged ? 3 : 0);
        assertThat(Files.readString(directory.resolve("path"))).isEqualTo(repository.resolve("ci") + "\n");
        assertThat(Files.readString(directory.resolve("summary")))
                .startsWith(
                        isChanged
                                ? "### probe-bypass: 1 port opened, 1 pod new; 1 pod is as before\n"
                                : "### probe-bypass: nothing opened, nothing closed; 1 pod is as before\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theJobOfGitLab(boolean isChanged) throws IOException {
        if (isChanged) {
            add("catalog.yaml");
        }
        JsonNode job = yaml("probe-bypass").path("probe-bypass");
        passes(PAGE.blocks("sh").getFirst());
        StringBuilder script = new StringBuilder("set -e\n");
        job.path("script").forEach(line -> script.append(line.asText()).append('\n'));

        assertThat(exitCode(script.toString())).isEqualTo(isChanged ? 3 : 0);
        assertThat(repository.resolve(job.at("/artifacts/paths/0").asText()))
                .content()
                .startsWith("### probe-bypass: ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theHookOfArgo(boolean isChanged) throws IOException {
        if (isChanged) {
            add("catalog.yaml");
        }
        JsonNode spec = yaml("spec").at("/spec/template/spec");
        JsonNode container = spec.at("/containers/0");
        Path mounted = mountedAsAConfigMap();

        String command = "probe-bypass" + words((ArrayNode) container.path("args"));
        assertThat(command).contains(container.at("/volumeMounts/0/mountPath").asText());

        assertThat(exitCode(command.replace("/manifests", mounted.toString()))).isEqualTo(isChanged ? 3 : 0);
        assertThat(spec.at("/volumes/0/configMap/name").asText())
                .isEqualTo(yaml("configMapGenerator")
                        .at("/configMapGenerator/0/name")
                        .asText());
    }

    /** As the kubelet does it: links to a hidden directory. */
    private Path mountedAsAConfigMap() throws IOException {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        Files.createSymbolicLink(mount.resolve("..data"), repository.resolve("deploy"));
        try (Stream<Path> files = Files.list(repository.resolve("deploy"))) {
            for (Path file : files.toList()) {
                Files.createSymbolicLink(
                        mount.resolve(file.getFileName()), Path.of("..data").resolve(file.getFileName()));
            }
        }
        return mount;
    }

    private static String words(ArrayNode args) {
        StringBuilder words = new StringBuilder();
        args.forEach(arg -> words.append(" '").append(arg.asText()).append('\''));
        return words.toString();
    }

    @Test
    void namesAllThatExplainMayFailOn() {
        String conditions = String.join(
                " ",
                PAGE.rowsBelow("What to fail on").stream().map(List::getFirst).toList());

        assertThat(conditions.replace(",", "").split(" "))
                .containsExactly("warning", "note", "nothing-explained", "bypass", "leave", "opened", "closed");
    }

    /** The block of YAML with that key at its top. */
    private static JsonNode yaml(String key) throws JsonProcessingException {
        List<JsonNode> found = new ArrayList<>();
        for (String block : PAGE.blocks("yaml")) {
            JsonNode document = YAML.readTree(block);
            if (document.has(key)) {
                found.add(document);
            }
        }
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private void passes(String script) throws IOException {
        assertThat(exitCode(script)).as(script).isZero();
    }

    private int exitCode(String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.equals("JAVA_TOOL_OPTIONS"));
        environment.put("PATH", programs + ":" + environment.get("PATH"));
        environment.put("GITHUB_BASE_REF", "main");
        environment.put("GITHUB_PATH", directory.resolve("path").toString());
        environment.put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
        environment.put("CI_MERGE_REQUEST_DIFF_BASE_SHA", "origin/main");
        try {
            return builder.start().waitFor();
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopWaiting);
        }
    }
}
