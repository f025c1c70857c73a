package dev.probebypass.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pins every setting's name, variable, default and description; {@code -Dgolden.update=true} rewrites the page. */
class SettingsReferenceTest {

    private static final Path PAGE = Path.of("src/site/markdown/settings.md");
    private static final String BEGIN = "<!-- settings: begin -->\n";
    private static final String END = "<!-- settings: end -->\n";

    @Test
    void thePageSaysWhatTheSettingsSay() throws IOException {
        String page = Files.readString(PAGE);
        String made = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + table() + "\n"
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(made);
    }

    @Test
    void explainTakesNothingThatServeDoesNot() {
        assertThat(settings(Settings.ofServe())).containsAll(settings(Settings.ofExplain()));
    }

    @Test
    void noNameStandsTwice() {
        assertThat(settings(Settings.ofServe()).stream().map(Setting::variable)).doesNotHaveDuplicates();
    }

    private static List<Setting<?>> settings(List<SettingGroup> groups) {
        return groups.stream()
                .<Setting<?>>flatMap(group -> group.settings().stream())
                .toList();
    }

    private static String table() {
        StringBuilder table = new StringBuilder();
        for (SettingGroup group : Settings.ofServe()) {
            table.append("**%s**\n\n| flag | variable | default | accepted | what it is |\n|---|---|---|---|---|\n"
                    .formatted(group.title()));
            group.settings().forEach(setting -> table.append(row(setting)));
            table.append('\n');
        }
        return table.toString().strip() + "\n";
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
        return "| `%s` | `%s` | %s | %s | %s |\n"
                .formatted(
                        setting.flag(),
                        setting.variable(),
                        fallback,
                        setting.type().accepted(),
                        setting.description());
    }
}
