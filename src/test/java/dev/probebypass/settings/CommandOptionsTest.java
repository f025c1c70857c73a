package dev.probebypass.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Verdict;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.meshes.RouteSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandOptionsTest {

    @Test
    void explainHasADefaultForAllButItsInput() {
        ExplainSettings settings =
                explained(CliInput.flag("--filename", "deploy/").andFlag("--filename", "-"));

        assertThat(settings)
                .isEqualTo(new ExplainSettings(
                        new ManifestSettings(
                                List.of("deploy/", "-"),
                                "default",
                                Options.DEFAULT,
                                new ClusterSettings(
                                        Optional.empty(),
                                        List.of("istio-system"),
                                        List.of(Map.entry(
                                                Meshes.ALL.getFirst(),
                                                new MeshSettings(List.of("istio-system"), Map.of(), false))),
                                        RouteSources.DEFAULT)),
                        ExplainSettings.Output.TABLE,
                        PipelineSettings.NONE));
    }

    @Test
    void injectDecidesAsExplainDoesByDefault() {
        ExplainSettings explain = explained(CliInput.flag("--filename", "-"));

        assertThat(ManifestSettings.read(CliInput.flag("--filename", "-").input()))
                .isEqualTo(new Parsed.Accepted<>(explain.input()));
    }

    @Test
    void injectSaysWhatItTakes() {
        assertThat(ManifestSettings.read(CliInput.flag("--namespace", "a.b").input()))
                .isEqualTo(new Parsed.Refused<ManifestSettings>(List.of(
                        new Problem(
                                "--filename",
                                "say where the manifests are: a file, a directory, or - for standard input"),
                        new Problem("--namespace=a.b", "use the name of a namespace"))));
    }

    @Test
    void checkHasADefaultForEverything() {
        assertThat(CheckSettings.read(CliInput.nothing()))
                .isEqualTo(new Parsed.Accepted<>(new CheckSettings(
                        "default",
                        Duration.ofSeconds(30),
                        CheckSettings.Output.TEXT,
                        Optional.empty(),
                        "istio-probe-bypass",
                        List.of("istio-system"))));
    }

    @ParameterizedTest
    @CsvSource({"1m, 60000", "500ms, 500", "0s, 0", "90s, 90000"})
    void aTimeoutIsWrittenAsSettingsAre(String text, long millis) {
        assertThat(CheckSettings.read(CliInput.flag("--timeout", text).input()))
                .isInstanceOfSatisfying(
                        Parsed.Accepted.class,
                        accepted -> assertThat(accepted.settings())
                                .extracting("timeout")
                                .isEqualTo(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--timeout | soon | use a duration such as 10s, 500ms or 2m, up to 24h, or 0s for none",
                "--namespace | NOT_A_NS | use the name of a namespace",
                "--namespace | '' | use the name of a namespace",
                "--output | table | use text or json",
            })
    void checkSaysWhatItTakes(String flag, String value, String advice) {
        assertThat(CheckSettings.read(CliInput.flag(flag, value).input()))
                .isEqualTo(new Parsed.Refused<CheckSettings>(List.of(new Problem(flag + "=" + value, advice))));
    }

    @Test
    void explainSaysWhatItTakes() {
        RawInput input = CliInput.flag("--filename", "")
                .andFlag("--namespace", "a.b")
                .andFlag("--output", "text")
                .input();

        assertThat(ExplainSettings.read(input))
                .isEqualTo(new Parsed.Refused<ExplainSettings>(List.of(
                        new Problem("--filename=", "use a file, a directory, or - for standard input"),
                        new Problem("--namespace=a.b", "use the name of a namespace"),
                        new Problem("--output=text", "use table, markdown, json, yaml or patch"))));
    }

    @Test
    void explainTakesWhatPipelinesWant() {
        assertThat(explained(CliInput.flag("--filename", "-")
                                .andFlag("--summary", "true")
                                .andFlag("--only", "leave, bypass")
                                .andFlag("--only", "leave")
                                .andFlag("--fail-on", "nothing-explained")
                                .andFlag("--fail-on", "warning"))
                        .pipeline())
                .isEqualTo(new PipelineSettings(
                        true,
                        List.of(Verdict.BYPASS, Verdict.LEAVE),
                        Optional.empty(),
                        List.of(FailCondition.WARNING, FailCondition.NOTHING_EXPLAINED)));
        assertThat(explained(CliInput.flag("--filename", "-")
                                .andFlag("--baseline", "old.json")
                                .andFlag("--fail-on", "opened,closed"))
                        .pipeline())
                .isEqualTo(new PipelineSettings(
                        false,
                        List.of(),
                        Optional.of(Path.of("old.json")),
                        List.of(FailCondition.OPENED, FailCondition.CLOSED)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table | --fail-on | warnings | --fail-on=warnings: use any of warning, note, nothing-explained, bypass, leave, opened, closed with commas between them",
                "table | --fail-on | warning, | --fail-on=warning,: use any of warning, note, nothing-explained, bypass, leave, opened, closed with commas between them",
                "table | --fail-on | '' | --fail-on=: use any of warning, note, nothing-explained, bypass, leave, opened, closed with commas between them",
                "table | --only | open | --only=open: use any of bypass, leave, fine with commas between them",
                "table | --baseline | '' | --baseline=: use the path of a file",
                "table | --fail-on | opened | --fail-on: opened and closed need --baseline, with which to compare",
                "json | --summary | true | --summary: it is for people: use --output table or markdown",
                "yaml | --summary | true | --summary: it is for people: use --output table or markdown",
                "patch | --baseline | old.json | --baseline: use --output table, markdown, json or yaml with it",
            })
    void explainSaysWhatPipelinesMayWant(String output, String flag, String value, String problem) {
        RawInput input = CliInput.flag("--filename", "-")
                .andFlag("--output", output)
                .andFlag(flag, value)
                .input();

        assertThat(problems(input)).containsExactly(problem);
    }

    @Test
    void aBaselineShowsChangesAlone() {
        assertThat(problems(CliInput.flag("--filename", "-")
                        .andFlag("--baseline", "old.json")
                        .andFlag("--only", "leave")
                        .input()))
                .containsExactly("--only: leave it out beside --baseline, which shows nothing but changes");
    }

    private static List<String> problems(RawInput input) {
        return switch (ExplainSettings.read(input)) {
            case Parsed.Accepted<ExplainSettings> accepted -> throw new AssertionError(accepted);
            case Parsed.Refused<ExplainSettings>(List<Problem> problems) ->
                problems.stream().map(Problem::toString).toList();
        };
    }

    @Test
    void noVariableReachesTheOptionsOfACommand() {
        CliInput said = CliInput.flag("--filename", "-").andVariable("PROBE_BYPASS_NAMESPACE", "of-the-server");

        assertThat(explained(said).input().namespace()).isEqualTo("default");
        assertThat(CheckSettings.read(CliInput.variable("PROBE_BYPASS_NAMESPACE", "of-the-server")
                        .input()))
                .isEqualTo(CheckSettings.read(CliInput.nothing()));
    }

    @ParameterizedTest
    @CsvSource({"PROBE_BYPASS_FILENAME", "PROBE_BYPASS_OUTPUT", "PROBE_BYPASS_TIMEOUT"})
    void aVariableForAnOptionOfACommandIsNoSetting(String variable) {
        assertThat(CheckSettings.read(CliInput.variable(variable, "1s").input()))
                .isInstanceOfSatisfying(
                        Parsed.Refused.class,
                        refused -> assertThat(refused.problems().toString()).contains(variable + "=1s: is no setting"));
    }

    @Test
    void noDefaultIsRefused() {
        assertThat(Stream.of(CommandOptions.ofExplain(), CommandOptions.ofInject(), CommandOptions.ofCheck())
                        .flatMap(List::stream)
                        .filter(option -> !option.fallback().isEmpty()))
                .allSatisfy(option ->
                        assertThat(option.type().parse(option.fallback())).isPresent());
    }

    private static ExplainSettings explained(CliInput said) {
        return switch (ExplainSettings.read(said.input())) {
            case Parsed.Accepted<ExplainSettings>(ExplainSettings settings) -> settings;
            case Parsed.Refused<ExplainSettings>(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }
}
