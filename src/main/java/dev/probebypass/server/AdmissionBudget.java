package dev.probebypass.server;

import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Deadline;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The reviews and the bytes of request bodies that may be in memory at once. What does not fit is refused at once; only
 * large bodies wait for their turn, and they leave room for the usual ones, so that whoever sends them does not keep pods
 * from being reviewed.
 */
final class AdmissionBudget {

    /** What the beginning of a body may hold; most bodies are no larger. */
    static final int BEGINNING = 64 << 10;

    private static final int LARGE = 512 << 10;

    private final int maxBytes;
    private final int maxReviews;
    private final int forBeginnings;
    private final AtomicInteger freeBytes;
    private final Semaphore freeReviews;
    private final ReentrantLock growing = new ReentrantLock();
    private final ReentrantLock readingLarge = new ReentrantLock();

    AdmissionBudget(RequestLimits limits) {
        this.maxBytes = limits.maxBytesInFlight();
        this.maxReviews = limits.maxReviewsInFlight();
        this.forBeginnings = (int) Math.min((long) maxReviews * BEGINNING, maxBytes - limits.maxBodyBytes());
        this.freeBytes = new AtomicInteger(maxBytes);
        this.freeReviews = new Semaphore(maxReviews);
    }

    /** Holds what a body begins with. */
    boolean tryHoldBeginning(int bytes) {
        return tryHold(bytes, 0);
    }

    /** Holds what a body needs beyond its beginning. */
    boolean tryHoldMore(int bytes) {
        return tryHold(bytes, forBeginnings);
    }

    void free(int bytes) {
        freeBytes.addAndGet(bytes);
    }

    /** A larger copy. One is made at a time, so no more than one buffer is in memory twice. */
    byte[] grow(byte[] bytes, int capacity) {
        growing.lock();
        try {
            return Arrays.copyOf(bytes, capacity);
        } finally {
            growing.unlock();
        }
    }

    /**
     * Reviews a body. One large body is read at a time, for its texts are in memory several times meanwhile.
     *
     * @return empty if a large one had to wait until the deadline
     */
    Optional<Answer> callInTurn(int bytes, Deadline deadline, Supplier<Answer> review) throws InterruptedException {
        if (bytes <= LARGE) {
            return Optional.of(review.get());
        }
        if (!readingLarge.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(review.get());
        } finally {
            readingLarge.unlock();
        }
    }

    boolean tryBeginReview() {
        return freeReviews.tryAcquire();
    }

    void endReview() {
        freeReviews.release();
    }

    int bytes() {
        return maxBytes - freeBytes.get();
    }

    int reviews() {
        return maxReviews - freeReviews.availablePermits();
    }

    private boolean tryHold(int bytes, int toLeave) {
        int free = freeBytes.get();
        while (free - bytes >= toLeave) {
            if (freeBytes.compareAndSet(free, free - bytes)) {
                return true;
            }
            free = freeBytes.get();
        }
        return false;
    }
}
