package dev.probebypass.server;

import java.util.concurrent.Semaphore;

/** How much is being worked on at once. Nothing waits: what does not fit is refused at once. */
final class InFlight {

    private final int maxBytes;
    private final int maxReviews;
    private final Semaphore freeBytes;
    private final Semaphore freeReviews;

    InFlight(RequestLimits limits) {
        this.maxBytes = limits.maxBytesInFlight();
        this.maxReviews = limits.maxReviewsInFlight();
        this.freeBytes = new Semaphore(maxBytes);
        this.freeReviews = new Semaphore(maxReviews);
    }

    boolean tryHold(int bytes) {
        return freeBytes.tryAcquire(bytes);
    }

    void free(int bytes) {
        freeBytes.release(bytes);
    }

    boolean tryBeginReview() {
        return freeReviews.tryAcquire();
    }

    void endReview() {
        freeReviews.release();
    }

    int bytes() {
        return maxBytes - freeBytes.availablePermits();
    }

    int reviews() {
        return maxReviews - freeReviews.availablePermits();
    }
}
