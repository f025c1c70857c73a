package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestProgressTest {

    private static final long LIMIT = 10;

    private final RequestProgress progress = new RequestProgress(0);

    @Test
    void aHandshakeMustEndInTime() {
        progress.bytes(9);

        assertThat(progress.isOverdue(10, LIMIT)).isFalse();
        assertThat(progress.isOverdue(11, LIMIT)).isTrue();
    }

    @Test
    void aConnectionMayWaitBeforeItsFirstRequest() {
        progress.handshakeDone(5);
        progress.decrypted(0);

        assertThat(progress.isQuiet()).isTrue();
        assertThat(progress.isOverdue(1_000, LIMIT)).isFalse();
    }

    @Test
    void aRequestThatBeganWithTheHandshakesLastBytesIsOnItsWaySinceThen() {
        progress.handshakeDone(5);
        progress.decrypted(3);

        assertThat(progress.isOverdue(15, LIMIT)).isFalse();
        assertThat(progress.isOverdue(16, LIMIT)).isTrue();
    }

    @Test
    void laterBytesDoNotMakeARequestYounger() {
        progress.handshakeDone(5);
        progress.bytes(20);
        progress.bytes(29);

        assertThat(progress.isOverdue(31, LIMIT)).isTrue();
        assertThat(progress.firstByte()).isEqualTo(20);
    }

    @Test
    void aRequestBeingHandledIsItsHandlersBusiness() {
        progress.handshakeDone(5);
        progress.bytes(20);
        progress.handling(21);

        assertThat(progress.isOverdue(1_000, LIMIT)).isFalse();
        assertThat(progress.isQuiet()).isFalse();
        assertThat(progress.firstByte()).isEqualTo(20);
    }

    @Test
    void anAnsweredRequestLeavesTheConnectionQuiet() {
        progress.handshakeDone(5);
        progress.bytes(20);
        progress.handled(progress.handling(21), 22);

        assertThat(progress.isQuiet()).isTrue();
        progress.bytes(50);
        assertThat(progress.isOverdue(61, LIMIT)).isTrue();
    }

    @Test
    void aFragmentThatCameInWithTheRequestBeforeIsOverdueAfterAWhile() {
        progress.handshakeDone(5);
        progress.bytes(20);
        progress.handled(progress.handling(21), 22);
        progress.fragmentSeen(25);
        progress.fragmentSeen(30);

        assertThat(progress.isOverdue(35, LIMIT)).isFalse();
        assertThat(progress.isOverdue(36, LIMIT)).isTrue();
        assertThat(progress.isQuiet()).isTrue();
    }

    @Test
    void whatWasTakenForAFragmentIsForgottenOnceItIsNone() {
        progress.handshakeDone(5);
        progress.bytes(20);
        progress.handled(progress.handling(21), 22);
        progress.fragmentSeen(25);
        progress.noFragmentSeen();

        assertThat(progress.isOverdue(1_000, LIMIT)).isFalse();
    }

    @Test
    void theRestOfAFragmentMakesItNoYoungerAndItsHandlingEndsIt() {
        progress.handshakeDone(5);
        progress.bytes(20);
        progress.handled(progress.handling(21), 22);
        progress.fragmentSeen(25);
        progress.bytes(34);

        assertThat(progress.firstByte()).isEqualTo(25);
        progress.handling(24);
        assertThat(progress.firstByte()).isEqualTo(24);
        assertThat(progress.isOverdue(1_000, LIMIT)).isFalse();
    }

    @Test
    void theEndOfAnEarlierRequestDoesNotEndALaterOne() {
        progress.handshakeDone(5);
        progress.bytes(20);
        long first = progress.handling(21);
        progress.handling(22);
        progress.handled(first, 22);

        assertThat(progress.isQuiet()).isFalse();
    }

    @Test
    void aRequestThatCameInWithTheOneBeforeBeganWhenItWasDecrypted() {
        progress.handshakeDone(5);
        progress.bytes(20);
        progress.handled(progress.handling(21), 22);
        progress.handling(23);

        assertThat(progress.firstByte()).isEqualTo(23);
    }
}
