package dev.probebypass.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.report.ChangesDocument.PodChange;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text is a baseline with which an empty report is compared, and then all of its pods are gone, or it is said in a line why not. */
public final class BaselineFuzz {

    private static final Report EMPTY = Report.of(List.of(), List.of(), List.of());

    private BaselineFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            ChangesDocument changes = Changes.since(Baseline.read(new String(bytes, StandardCharsets.UTF_8)), EMPTY);

            assertThat(changes.unchanged()).isZero();
            assertThat(changes.pods()).allSatisfy(BaselineFuzz::isGone);
            assertThat(ChangesMarkdown.of(changes).lines().filter(line -> line.startsWith("| ")))
                    .allSatisfy(row -> assertThat(row.replaceAll("\\\\\\\\", "").replaceAll("\\\\\\|", ""))
                            .matches("\\|( [^|]* \\|){5}"));
        } catch (UnusableBaselineException unusable) {
            assertThat(unusable.getMessage()).isNotBlank();
        }
    }

    private static void isGone(PodChange pod) {
        assertThat(pod.change()).isEqualTo(PodChange.GONE);
        assertThat(pod.opened()).isEmpty();
        assertThat(pod.closed()).allSatisfy(port -> assertThat(port.after()).isNull());
    }
}
