package dev.probebypass.cluster.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether what was read of Services last still tells which ports carry application traffic. It does not where Services may not be
 * read, nor where they could not be for ten minutes in which the API server answered other requests: then Services may have come
 * that nobody knows. While the API server answers nothing, nothing new can have come; those minutes begin with its first answer.
 * Changes in one thread, and is read by any.
 */
final class ServiceTrust {

    /** How long Services may stay unread while the API server answers. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private Optional<Instant> unreadSince = Optional.empty();
    private volatile boolean lost;

    /** Trust, as long as nothing is known that speaks against it. */
    ServiceTrust(InstantSource clock) {
        this.clock = clock;
    }

    /** How Services fare at one moment. */
    enum Sight {
        /** All of them have been read, and their watch stands. */
        FOLLOWED,
        /** The API server says that they may not be read. */
        FORBIDDEN,
        /** They can't be read, or have not been yet. */
        UNREAD
    }

    /** Whether what was read last can't be relied on. It stays so until Services have been read again. */
    boolean isLost() {
        return lost;
    }

    /**
     * Takes note of how things are.
     *
     * @param answers whether the API server answers requests for anything else
     * @return whether {@link #isLost} says something else now
     */
    boolean note(Sight services, boolean answers) {
        boolean before = lost;
        lost = switch (services) {
            case FOLLOWED -> isUnreadTooLong(false);
            case FORBIDDEN -> true;
            case UNREAD -> isUnreadTooLong(answers) || before;
        };
        return lost != before;
    }

    private boolean isUnreadTooLong(boolean counts) {
        Instant now = clock.instant();
        unreadSince = counts ? unreadSince.or(() -> Optional.of(now)) : Optional.empty();
        return unreadSince.filter(since -> !now.isBefore(since.plus(PATIENCE))).isPresent();
    }
}
