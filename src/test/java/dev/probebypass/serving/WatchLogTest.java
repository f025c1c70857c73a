package dev.probebypass.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.cluster.watch.WatchState;
import dev.probebypass.logging.LogFile;
import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.NastyText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of watches, in lines that name objects and what is wrong with them. */
class WatchLogTest {

    private static final String NASTY = NastyText.TEXT;

    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final WatchLog watches = new WatchLog(telemetry);
    private final LogFile log = LogFile.fromHere();

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void noNameOrProblemForgesALine() {
        WatchState state = new WatchState(NASTY, false, Duration.ZERO, Optional.of(NASTY), 1, 1);

        watches.followed(state);
        watches.lost(state);
        watches.unreadable(NASTY, NASTY);
        watches.values(NASTY, List.of(NASTY, NASTY));
        watches.kept(NASTY, NASTY);
        watches.readable(NASTY);
        watches.forgotten(NASTY);
        watches.dropped(NASTY, Optional.of(NASTY), 1);
        watches.readmitted(NASTY, Optional.of(NASTY));

        assertThat(log.text()).hasLineCount(9);
        NastyText.assertHarmless(log.text());
    }

    @Test
    void saysWhatBecomesOfObjectsThatAreInNoNamespace() {
        watches.dropped("Service", Optional.empty(), 1 << 20);
        watches.readmitted("Service", Optional.empty());

        assertThat(log.text())
                .contains("Keeping nothing of the objects that are in no namespace, which would take 1024 KiB")
                .contains("Keeping the objects that are in no namespace again");
    }

    @Test
    void aTenantWithManyNamespacesThatAreTooLargeIsNamedByTheFirst() {
        for (int i = 0; i < 100; i++) {
            watches.dropped("Service", Optional.of("tenant-" + i), 1 << 20);
        }

        assertThat(log.text()).hasLineCount(8).contains("namespace tenant-0, which would take 1024 KiB");
    }
}
