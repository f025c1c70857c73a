package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalTest {

    private static final long LIMIT = 10;

    private final Arrival arrival = new Arrival(0);

    @Test
    void aHandshakeMustEndInTime() {
        arrival.bytes(9);

        assertThat(arrival.isOverdue(10, LIMIT)).isFalse();
        assertThat(arrival.isOverdue(11, LIMIT)).isTrue();
    }

    @Test
    void aConnectionMayWaitBeforeItsFirstRequest() {
        arrival.handshakeDone(5);
        arrival.decrypted(0);

        assertThat(arrival.isQuiet()).isTrue();
        assertThat(arrival.isOverdue(1_000, LIMIT)).isFalse();
    }

    @Test
    void aRequestThatBeganWithTheHandshakesLastBytesIsOnItsWaySinceThen() {
        arrival.handshakeDone(5);
        arrival.decrypted(3);

        assertThat(arrival.isOverdue(15, LIMIT)).isFalse();
        assertThat(arrival.isOverdue(16, LIMIT)).isTrue();
    }

    @Test
    void laterBytesDoNotMakeARequestYounger() {
        arrival.handshakeDone(5);
        arrival.bytes(20);
        arrival.bytes(29);

        assertThat(arrival.isOverdue(31, LIMIT)).isTrue();
        assertThat(arrival.firstByte()).isEqualTo(20);
    }

    @Test
    void aRequestBeingHandledIsItsHandlersBusiness() {
        arrival.handshakeDone(5);
        arrival.bytes(20);
        arrival.handling(21);

        assertThat(arrival.isOverdue(1_000, LIMIT)).isFalse();
        assertThat(arrival.isQuiet()).isFalse();
        assertThat(arrival.firstByte()).isEqualTo(20);
    }

    @Test
    void anAnsweredRequestLeavesTheConnectionQuiet() {
        arrival.handshakeDone(5);
        arrival.bytes(20);
        arrival.handled(arrival.handling(21));

        assertThat(arrival.isQuiet()).isTrue();
        arrival.bytes(50);
        assertThat(arrival.isOverdue(61, LIMIT)).isTrue();
    }

    @Test
    void aFragmentThatCameInWithTheRequestBeforeIsOverdueAfterAWhile() {
        arrival.handshakeDone(5);
        arrival.bytes(20);
        arrival.handled(arrival.handling(21));
        arrival.fragmentSeen(25);
        arrival.fragmentSeen(30);

        assertThat(arrival.isOverdue(35, LIMIT)).isFalse();
        assertThat(arrival.isOverdue(36, LIMIT)).isTrue();
        assertThat(arrival.isQuiet()).isTrue();
    }

    @Test
    void whatWasTakenForAFragmentIsForgottenOnceItIsNone() {
        arrival.handshakeDone(5);
        arrival.bytes(20);
        arrival.handled(arrival.handling(21));
        arrival.fragmentSeen(25);
        arrival.noFragmentSeen();

        assertThat(arrival.isOverdue(1_000, LIMIT)).isFalse();
    }

    @Test
    void theRestOfAFragmentMakesItNoYoungerAndItsHandlingEndsIt() {
        arrival.handshakeDone(5);
        arrival.bytes(20);
        arrival.handled(arrival.handling(21));
        arrival.fragmentSeen(25);
        arrival.bytes(34);

        assertThat(arrival.firstByte()).isEqualTo(25);
        arrival.handling(24);
        assertThat(arrival.firstByte()).isEqualTo(24);
        assertThat(arrival.isOverdue(1_000, LIMIT)).isFalse();
    }

    @Test
    void theEndOfAnEarlierRequestDoesNotEndALaterOne() {
        arrival.handshakeDone(5);
        arrival.bytes(20);
        long first = arrival.handling(21);
        arrival.handling(22);
        arrival.handled(first);

        assertThat(arrival.isQuiet()).isFalse();
    }

    @Test
    void aRequestThatCameInWithTheOneBeforeBeganWhenItWasDecrypted() {
        arrival.handshakeDone(5);
        arrival.bytes(20);
        arrival.handled(arrival.handling(21));
        arrival.handling(23);

        assertThat(arrival.firstByte()).isEqualTo(23);
    }
}
