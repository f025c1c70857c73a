package dev.probebypass.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.bypass.PodReason;
import dev.probebypass.bypass.Reason;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.settings.Setting;
import dev.probebypass.settings.SettingGroup;
import dev.probebypass.settings.Settings;
import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Outcome;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dgolden.update=true} rewrites the README's table of settings and its sample; the rest is for people to write. */
class ReadmeTest {

    private static final Page README = Page.of("README.md");

    /** Where somebody's machine has something: no place that a reader has too. */
    private static final Pattern SOMEBODYS_PATH = Pattern.compile("(?<![\\w.~/-])/(home|root|Users|usr|opt|tmp|work)/");

    static List<Page> pages() {
        return Page.all();
    }

    @Test
    void showsEverySetting() {
        holds("settings", "\n" + settings() + "\n");
    }

    private static void holds(String name, String content) {
        if (Boolean.getBoolean("golden.update")) {
            Page.of("README.md").withMarked(name, content).write();
        }

        assertThat(Page.of("README.md").marked(name)).isEqualTo(content);
    }

    private static String settings() {
        StringBuilder table = new StringBuilder("| flag | variable | default | what it is |\n|---|---|---|---|\n");
        for (SettingGroup group : Settings.ofServe()) {
            table.append("| **%s** | | | |\n".formatted(group.title()));
            group.settings().forEach(setting -> table.append(row(setting)));
        }
        return table.toString();
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
        return "| `%s` | `%s` | %s | %s |\n"
                .formatted(setting.flag(), setting.variable(), fallback, setting.description());
    }

    @Test
    void givesAnExampleOfEveryReasonOfAPod() {
        List<List<String>> rows = README.rowsBelow("Why a whole pod is left alone");

        assertThat(rows).extracting(List::getFirst).containsExactlyElementsOf(names(PodReason.values()));
        assertThat(rows).allSatisfy(row -> assertThat(row.get(2)).isNotEmpty());
    }

    @Test
    void givesAnExampleOfEveryReasonOfAPort() {
        List<List<String>> rows = README.rowsBelow("Why a port got its verdict");

        assertThat(rows).extracting(row -> row.get(1)).containsExactlyElementsOf(names(Reason.values()));
        assertThat(rows).allSatisfy(row -> assertThat(row.get(3)).isNotEmpty());
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    @Test
    void explainsEveryLabelAndAnnotation() {
        assertThat(README.rowsBelow("Labels and annotations"))
                .extracting(List::getFirst)
                .containsExactlyInAnyOrderElementsOf(keys());
    }

    private static List<String> keys() {
        return Arrays.stream(AnnotationKeys.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == String.class)
                .map(ReadmeTest::text)
                .filter(key -> !key.equals(AnnotationKeys.DOMAIN))
                .toList();
    }

    private static String text(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void explainsEveryMetricAsItStandsOnAScrape() {
        assertThat(README.rowsBelow("Metrics"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyInAnyOrderElementsOf(scraped());
    }

    private static List<String> scraped() {
        try (Telemetry telemetry = Telemetry.forVersion("1.2.3")) {
            telemetry.reviews().reviewed(Outcome.PATCHED, "");
            telemetry.reviews().decided("bypass", "PROBE_PORT");
            telemetry.server().showInFlight(() -> 0, () -> 0);
            telemetry.server().showConnections("webhook", () -> 0);
            telemetry.server().closedConnections("webhook").run();
            telemetry.watches().showKept("Service", () -> 0, () -> 0);
            telemetry.watches().showSnapshot("services", () -> Duration.ZERO, () -> true);
            telemetry.certificates().show(CertificateKind.LEAF, Optional::empty);
            telemetry.operator().showUpkeep(() -> true, () -> true);
            telemetry.operator().showRegistration(() -> true);
            telemetry.operator().showOrder(() -> true);
            telemetry.watches().showServicesUnreadable(() -> false);
            telemetry.watches().showStaleness(() -> Map.of("default", Duration.ZERO));
            return telemetry
                    .scrape()
                    .lines()
                    .filter(line -> line.startsWith("# TYPE probe_bypass_"))
                    .map(line -> line.substring("# TYPE ".length()))
                    .toList();
        }
    }

    @Test
    void namesTheCommandsThatCiRuns() throws IOException {
        List<String> ci = lines(".ci/run", "run mvn ", line -> line.substring("run ".length()));

        assertThat(README.code("sh"))
                .filteredOn(line -> line.startsWith("mvn "))
                .containsExactlyInAnyOrderElementsOf(ci);
    }

    @Test
    void asksForTheGoThatTheToolsNeed() throws IOException {
        List<String> go = lines("src/test/tools/go.mod", "go ", line -> "Go " + line.substring("go ".length()));

        assertThat(README.text()).contains(go);
    }

    @Test
    void saysWhatHappensAtNightAndHasItHappen() throws IOException {
        List<String> parts = words(".ci/nightly", "[ $# -gt 0 ] || set -- ");
        List<String> run = words(".github/workflows/nightly.yml", "      - run: .ci/nightly ");
        List<String> asRoot = words(
                ".github/workflows/nightly.yml",
                "      - run: sudo --preserve-env=JAVA_HOME,EARLIER env \"PATH=$PATH\" .ci/nightly ");

        assertThat(Stream.concat(run.stream(), asRoot.stream())).containsExactlyInAnyOrderElementsOf(parts);
        assertThat(Page.of(".github/CONTRIBUTING.md").text())
                .contains(parts.stream()
                        .map(part -> "    .ci/nightly " + part + " ")
                        .toList());
    }

    private static List<String> words(String file, String start) throws IOException {
        return lines(file, start, line -> line.substring(start.length())).stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .toList();
    }

    /** Nobody can pull the image that the manifest names. */
    @Test
    void saysWhichLineOfTheManifestToChangeFirst() throws IOException {
        List<String> images = lines("deploy/install.yaml", "          image: ", line -> line.strip());

        assertThat(images).singleElement().asString().startsWith("image: \"localhost/probe-bypass:");
        assertThat(Page.of("src/site/markdown/install.md").code("sh"))
                .anyMatch(line -> line.startsWith("sed 's|localhost/probe-bypass:"))
                .noneMatch(line -> line.contains("apply -f deploy/install.yaml"));
    }

    private static List<String> lines(String file, String start, Function<String, String> change) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(start)).map(change).toList();
        }
    }

    @Test
    void showsWhatExplainReallyPrints() throws IOException {
        holds("sample", "```text\n" + explanationOfTwoPods() + "```\n");
    }

    /** The first two of what {@code explain} says of the examples. */
    private static String explanationOfTwoPods() throws IOException {
        String[] explanations = Files.readString(Path.of("src/test/resources/explain/examples.txt"))
                .split("\n\n", 3);
        return explanations[0] + "\n\n" + explanations[1] + "\n";
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageLinksOnlyToWhatIsThere(Page page) {
        assertThat(page.links()).allMatch(page::resolves);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageNamesNoPathOfSomebodysMachine(Page page) {
        assertThat(page.text()).doesNotContainPattern(SOMEBODYS_PATH);
    }
}
