package dev.probebypass.server;

import java.time.Duration;

/**
 * What requests may cost, all of them together or each.
 *
 * @param maxBodyBytes of one request
 * @param maxBytesInFlight of all request bodies held at once
 * @param maxReviewsInFlight answered at once
 * @param maxConnections open at once; where they are all taken, the one that is least in use makes room for another
 * @param arrival from a request's first byte to its last, and from a connection's start to the end of its handshake
 * @param idle how long a connection without a request stays open
 * @param drain how long requests may take to end when the server stops
 */
public record RequestLimits(
        int maxBodyBytes,
        int maxBytesInFlight,
        int maxReviewsInFlight,
        int maxConnections,
        Duration arrival,
        Duration idle,
        Duration drain) {

    public RequestLimits {
        requirePositive("maxBodyBytes", maxBodyBytes);
        requirePositive("maxReviewsInFlight", maxReviewsInFlight);
        requirePositive("maxConnections", maxConnections);
        if (maxBytesInFlight < maxBodyBytes) {
            throw new IllegalArgumentException(
                    "maxBytesInFlight is %d, less than one body may have (maxBodyBytes, %d): give more"
                            .formatted(maxBytesInFlight, maxBodyBytes));
        }
        requirePositive("arrival", arrival.toMillis());
        requirePositive("idle", idle.toMillis());
        requirePositive("drain", drain.toMillis());
    }

    /** The same for another number of connections. */
    RequestLimits withConnections(int most) {
        return new RequestLimits(maxBodyBytes, maxBytesInFlight, maxReviewsInFlight, most, arrival, idle, drain);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("%s is %d: give a positive value".formatted(name, value));
        }
    }
}
