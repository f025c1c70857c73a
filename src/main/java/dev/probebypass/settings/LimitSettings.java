package dev.probebypass.settings;

import java.time.Duration;

/**
 * What requests may cost.
 *
 * @param maxBytesInFlight of all request bodies held at once; one of them has at most {@link #MAX_BODY_BYTES}
 * @param maxConcurrentReviews answered at once
 * @param request from a request's first byte to its last
 * @param idle how long an idle connection stays open
 * @param drain how long requests may take to end when the server stops
 */
public record LimitSettings(
        int maxBytesInFlight, int maxConcurrentReviews, Duration request, Duration idle, Duration drain) {

    /** Bytes of one request's body: several times what etcd can hold. */
    public static final int MAX_BODY_BYTES = 7 << 20;

    static LimitSettings read(SettingsReader reader) {
        return new LimitSettings(
                reader.get(Settings.MAX_BYTES_IN_FLIGHT),
                reader.get(Settings.MAX_CONCURRENT_REVIEWS),
                reader.get(Settings.REQUEST_TIMEOUT),
                reader.get(Settings.IDLE_TIMEOUT),
                reader.get(Settings.DRAIN_TIMEOUT));
    }
}
