package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.documentation.Page;
import dev.probebypass.settings.Setting;
import dev.probebypass.settings.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @Test
    void printsItsVersion() {
        Session.Result version = new Session().run("version");
        Session.Result flag = new Session().run("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("probe-bypass \\d+\\.\\d+\\.\\S+ \\(build \\S+, Java 25\\S*\\)\n");
        assertThat(flag).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "serve --help",
                "explain -h",
                "inject --help",
                "why --help",
                "check --help",
                "version --help"
            })
    void helpsWithoutComplaint(String arguments) {
        Session.Result result = new Session().run(arguments.split(" "));

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).isNotEmpty().allMatch(line -> line.length() <= 100);
    }

    @Test
    void helpShowsEverySetting() {
        String help = new Session().run("serve", "--help").out();

        assertThat(Settings.ofServe())
                .flatExtracting(
                        group -> group.settings().stream().map(Setting::flag).toList())
                .allSatisfy(flag -> assertThat(help).contains(flag));
    }

    @Test
    void showsItsCommandsWhenNoneIsNamed() {
        Session.Result result = new Session().run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("serve", "explain", "inject", "why", "check", "version");
    }

    @Test
    void helpShowsWhatExplainTakesForPipelines() {
        String help = new Session().run("explain", "--help").out();

        assertThat(help.substring(help.indexOf("Input and output"), help.indexOf("What is decided")))
                .contains("--summary[=true|false]", "--only=", "--baseline=FILE", "--fail-on=");
        assertThat(new Session()
                        .run("explain", "-f", "-", "--basline=x", "--fail-no=note")
                        .err())
                .contains(
                        "--basline=x: is no option; did you mean --baseline?",
                        "--fail-no=note: is no option; did you mean --fail-on?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check --timeout=soon", "check --kubeconfig=/nowhere/at-all"})
    void checkEndsWithTwoWhereItCannotReadWhatItWasTold(String arguments) {
        String help = new Session().run("check", "--help").out();

        Session.Result result = new Session().run(arguments.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(help.replaceAll("\\s+", " ")).contains("with 2 if options or the kubeconfig can't be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-n NOT_A_NS | --namespace=NOT_A_NS: use the name of a namespace",
                "-n a -n b | --namespace=a, b: give it once",
                "-o | --output=: use ",
                "--outptu=json | --outptu=json: is no option; did you mean --output?",
            })
    void commandsSayTheSameOfTheSameMistake(String mistake, String message) {
        Session.Result explain = new Session().run(("explain -f - " + mistake).split(" "));
        Session.Result check = new Session().run(("check " + mistake).split(" "));

        assertThat(List.of(explain, check)).allSatisfy(result -> {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).startsWith("probe-bypass: 1 setting is wrong:\n  " + message);
        });
    }

    @Test
    void theDesignNamesTheCommandsThatThereAre() {
        String commands = String.join(
                "`, `",
                CommandSpecs.commandLine(Terminal.ofProcess()).getSubcommands().keySet());

        String design = Page.of("src/site/markdown/design.md").text();

        assertThat(design).contains("| `cli` | `" + commands + "`;", "- Commands `" + commands + "`;");
    }

    @ParameterizedTest
    @CsvSource({
        "srve, srve is no command; did you mean serve?",
        "frobnicate, 'frobnicate is no command: use serve, explain, inject, why, check, version'",
        "version now, version takes no arguments",
    })
    void saysWhichCommandsThereAre(String arguments, String message) {
        Session.Result result = new Session().run(arguments.split(" "));

        assertThat(result).isEqualTo(new Session.Result(2, "", "probe-bypass: " + message + "\n"));
    }

    @Test
    void servesWithWhatFlagsAndVariablesSay() {
        Session session = new Session().withVariable("PROBE_BYPASS_MANAGEMENT_PORT", "0");

        Session.Result result = session.run("serve", "--local", "--port=0");

        assertThat(result).isEqualTo(new Session.Result(0, "", ""));
        assertThat(session.served()).singleElement().satisfies(settings -> {
            assertThat(settings.listen().host()).isEqualTo("127.0.0.1");
            assertThat(settings.listen().managementPort()).isZero();
        });
    }

    @Test
    void doesNotServeWhileASettingIsWrong() {
        Session session = new Session().withVariable("PROBE_BYPASS_MODE", "on");

        Session.Result result = session.run("serve", "--port", "99999", "--lcal", "--idle-timeout");

        assertThat(session.served()).isEmpty();
        assertThat(result).isEqualTo(new Session.Result(2, "", """
                        probe-bypass: 4 settings are wrong:
                          PROBE_BYPASS_MODE=on: use enforce or audit
                          --port=99999: use a number from 0 to 65535
                          --idle-timeout=: use a duration such as 10s, 500ms or 2m, up to 24h
                          --lcal: is no option; did you mean --local?
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deploy", "deploy/", "/api", "deploy/api web", "deploy/api/web", "deploy/API", "- api"})
    void whyTakesOneWorkload(String words) {
        Session.Result result = new Session().run(("why " + words).strip().split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .doesNotContain("  : ")
                .contains("say which workload: a type and a name as kubectl takes them");
    }
}
