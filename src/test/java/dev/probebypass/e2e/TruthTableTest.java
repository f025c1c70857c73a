package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TruthTableTest {

    private static final Row TCP_CLOSED = new Row(Handler.TCP, Kind.READINESS, Application.CLOSED);
    private static final Row TCP_LIVENESS = new Row(Handler.TCP, Kind.LIVENESS, Application.UP);

    @Test
    void saysWhichVerdictIsWrongAndWhy() {
        String table = new TruthTable(
                        Map.of(TCP_CLOSED, readiness(true)),
                        Map.of(
                                TCP_CLOSED,
                                readiness(
                                        false,
                                        unhealthy(1, "Readiness probe failed: too early"),
                                        unhealthy(5, "Readiness probe failed: a | b"))))
                .markdown();

        assertThat(table)
                .endsWith("| tcp | readiness | not listening | **succeeds (wrong)** |  | fails | `a \\| b` |\n");
    }

    @Test
    void findsTheVerdictsAgain() {
        String table = new TruthTable(
                        Map.of(TCP_CLOSED, readiness(true)),
                        Map.of(TCP_CLOSED, readiness(false, unhealthy(5, "Readiness probe failed: a | b"))))
                .markdown();

        assertThat(TruthTable.verdicts("Measured somewhere.\n\n" + table + "\nWith 50 MiB.\n"))
                .containsExactly(List.of("tcp", "readiness", "not listening", "**succeeds (wrong)**", "fails"));
    }

    @Test
    void aKilledContainerHasFailedItsLivenessProbe() {
        Observation killed = new Observation(
                Kind.LIVENESS,
                status(true),
                List.of(new EventBuilder()
                        .withReason("Killing")
                        .withMessage("will be restarted")
                        .build()));

        assertThat(killed.succeeds()).isFalse();
        assertThat(Watch.wrong(Map.of(TCP_LIVENESS, killed))).containsExactly(TCP_LIVENESS);
    }

    @Test
    void hasThirtyRowsThatAllDiffer() {
        assertThat(Row.all()).hasSize(30).extracting(Row::name).doesNotHaveDuplicates();
    }

    private static Observation readiness(boolean ready, Event... events) {
        return new Observation(Kind.READINESS, status(ready), List.of(events));
    }

    private static ContainerStatus status(boolean ready) {
        return new ContainerStatusBuilder()
                .withReady(ready)
                .withStarted(true)
                .withRestartCount(0)
                .build();
    }

    private static Event unhealthy(int count, String message) {
        return new EventBuilder()
                .withReason("Unhealthy")
                .withCount(count)
                .withMessage(message)
                .build();
    }
}
