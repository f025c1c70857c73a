package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LeaderElectionTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<CompletableFuture<Boolean>> elections = new ArrayList<>();
    private final LeaderElection election = LeaderElection.start(this::campaign, scheduler, scheduler);

    private CompletableFuture<?> campaign() {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        elections.add(begun);
        return begun;
    }

    @Test
    void campaignsAtOnceAndOnce() {
        scheduler.pass(Duration.ofHours(1));

        assertThat(elections).hasSize(1);
    }

    @Test
    void losingTheLeaseBeginsAnotherElection() {
        elections.getFirst().complete(true);
        scheduler.pass(MOMENT);

        assertThat(elections).hasSize(2);
        assertThat(elections.getLast()).isNotDone();
    }

    @Test
    void soDoesAnElectionThatFailed() {
        elections.getFirst().completeExceptionally(new IllegalStateException("lost"));
        scheduler.pass(MOMENT);

        assertThat(elections).hasSize(2);
    }

    @Test
    void aHandoverGivesTheLeaseBackAndWaits() {
        election.handOver();
        assertThat(elections.getFirst()).isCancelled();

        scheduler.pass(Candidacy.PAUSE);
        assertThat(elections).hasSize(1);

        scheduler.pass(MOMENT);
        assertThat(elections).hasSize(2);
    }

    @Test
    void afterAHandoverLosingTheLeaseIsNoReasonToWaitAgain() {
        election.handOver();
        scheduler.pass(Candidacy.PAUSE.plus(MOMENT));
        elections.getLast().complete(true);

        scheduler.pass(MOMENT);

        assertThat(elections).hasSize(3);
    }

    @Test
    void closedItGivesTheLeaseBackForGood() {
        election.close();
        assertThat(elections.getFirst()).isCancelled();

        scheduler.pass(Duration.ofHours(1));

        assertThat(elections).hasSize(1);
        assertThat(scheduler.isShutdown()).isTrue();
    }
}
