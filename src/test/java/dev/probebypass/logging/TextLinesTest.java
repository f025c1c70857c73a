package dev.probebypass.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class TextLinesTest {

    @Test
    void saysTimeLevelLoggerAndMessage() {
        assertThat(TextLines.FORMAT.write(Events.event("Following services")))
                .matches(
                        "2026-01-0\\dT\\d\\d:\\d4:05\\.060(Z|[+-]\\d\\d:\\d\\d) INFO Admission - Following services\n");
    }

    @Test
    void putsKeysBehindTheMessage() {
        assertThat(TextLines.FORMAT.write(
                        Events.event("reviewed", new KeyValuePair("pod", "web-1"), new KeyValuePair("count", 3))))
                .endsWith(" - reviewed pod=web-1 count=3\n");
    }

    @Test
    void quotesWhatIsNotOneWord() {
        assertThat(TextLines.FORMAT.write(Events.event(
                        "reviewed",
                        new KeyValuePair("empty", ""),
                        new KeyValuePair("forged", "x\n2026 INFO y \"z\""),
                        new KeyValuePair("assignment", "mode=audit"))))
                .endsWith(" - reviewed empty=\"\" forged=\"x\\n2026 INFO y \\\"z\\\"\" assignment=\"mode=audit\"\n");
    }

    @Test
    void writesListsInBrackets() {
        assertThat(TextLines.FORMAT.write(
                        Events.event("reviewed", new KeyValuePair("warnings", List.of("port 1, too", "2")))))
                .endsWith(" - reviewed warnings=[\"port 1, too\", \"2\"]\n");
    }

    @Test
    void keepsStackTraces() {
        assertThat(TextLines.FORMAT.write(Events.failure("failed", new IllegalStateException("boom"))))
                .contains(
                        " - failed\n\tjava.lang.IllegalStateException: boom\n\tat dev.probebypass.logging.TextLinesTest");
    }
}
