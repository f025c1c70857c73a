package dev.probebypass.server;

import java.util.Comparator;

/**
 * How far one connection is: quiet between requests, with a request (or the handshake) on its way in, or with one being
 * handled. Times are readings of one ticker.
 */
final class RequestProgress {

    private enum Phase {
        QUIET,
        ARRIVING,
        HANDLING,
        ANSWERING
    }

    /**
     * How much a connection is in use.
     *
     * @param isAnswering whether a request that is here whole is being answered
     * @param isReceiving whether the body of a request comes in, which its handler gives so much time and no more
     * @param isProven whether a review that came over it was answered
     * @param since when it had its last answer, or was made
     */
    record Use(boolean isAnswering, boolean isReceiving, boolean isProven, long since) {

        /**
         * Those that wait first, of them those without a review, then by time; readings of a ticker are compared by their
         * difference.
         */
        static final Comparator<Use> LEAST_FIRST = Comparator.comparing(Use::isReceiving)
                .thenComparing(Use::isProven)
                .thenComparing((one, other) -> Long.signum(one.since - other.since));
    }

    private Phase phase = Phase.ARRIVING;
    private long firstByte;
    private long lastUse;
    private long requests;
    private boolean isProven;
    private boolean holdsFragment;

    /** A connection just made: its handshake is on its way in. */
    RequestProgress(long now) {
        this.firstByte = now;
        this.lastUse = now;
    }

    /** How much it is in use, now. */
    synchronized Use use() {
        return new Use(phase == Phase.ANSWERING, phase == Phase.HANDLING, isProven, lastUse);
    }

    /** Bytes came in. */
    synchronized void bytes(long now) {
        if (phase == Phase.QUIET) {
            phase = Phase.ARRIVING;
            firstByte = holdsFragment ? firstByte : now;
            holdsFragment = false;
        }
    }

    /** The beginning of a request is there. If it came in with the request before it, its time begins when it is noticed. */
    synchronized void fragmentSeen(long now) {
        if (phase == Phase.QUIET && !holdsFragment) {
            holdsFragment = true;
            firstByte = now;
        }
    }

    /** Nothing of a next request is there. */
    synchronized void noFragmentSeen() {
        holdsFragment = false;
    }

    /** The handshake is done. Whether a request's first bytes came in with it is not known yet. */
    synchronized void handshakeDone(long now) {
        if (requests == 0 && phase == Phase.ARRIVING) {
            phase = Phase.QUIET;
            firstByte = now;
        }
    }

    /** So many bytes have been decrypted: more than none, and the first request did begin with the handshake's last. */
    synchronized void decrypted(long bytes) {
        if (requests == 0 && phase == Phase.QUIET && bytes > 0) {
            phase = Phase.ARRIVING;
        }
    }

    /**
     * The head of a request is complete; from here on its handler watches the time.
     *
     * @param begun when its first byte was decrypted, which is too late for one whose TLS record trickled
     * @return the request's number on this connection
     */
    synchronized long handling(long begun) {
        if (phase != Phase.ARRIVING || begun - firstByte < 0) { // came in together with what was before it
            firstByte = begun;
        }
        phase = Phase.HANDLING;
        holdsFragment = false;
        return ++requests;
    }

    /** The request that is being handled is here whole. */
    synchronized void arrived() {
        if (phase == Phase.HANDLING) {
            phase = Phase.ANSWERING;
        }
    }

    /** A review was answered: whoever holds this connection is one who asks what this server is for. */
    synchronized void reviewed() {
        isProven = true;
    }

    /** A request has been answered. */
    synchronized void handled(long request, long now) {
        if ((phase == Phase.HANDLING || phase == Phase.ANSWERING) && request == requests) {
            phase = Phase.QUIET;
            lastUse = now;
        }
    }

    /** When the first byte of the request on its way, or being handled, came in. */
    synchronized long firstByte() {
        return firstByte;
    }

    synchronized boolean isQuiet() {
        return phase == Phase.QUIET;
    }

    /** Whether something has been on its way in for longer than the limit. */
    synchronized boolean isOverdue(long now, long limitNanos) {
        return (phase == Phase.ARRIVING || holdsFragment) && now - firstByte > limitNanos;
    }
}
