package dev.probebypass.settings;

import java.time.Duration;

/**
 * What requests may cost.
 *
 * @param maxBytesInFlight of all request bodies held at once; one of them has at most {@link #MAX_BODY_BYTES}
 * @param maxConcurrentReviews answered at once
 * @param maxConnections open at once on the HTTPS port
 * @param request from a request's first byte to its last
 * @param idle how long an idle connection stays open
 * @param drainDelay how long new requests are still answered when the server stops
 * @param drain how long requests may then take to end
 */
public record LimitSettings(
        int maxBytesInFlight,
        int maxConcurrentReviews,
        int maxConnections,
        Duration request,
        Duration idle,
        Duration drainDelay,
        Duration drain) {

    /** Bytes of one request's body: several times what etcd can hold. No setting, since no pod is larger. */
    public static final int MAX_BODY_BYTES = 7 << 20;

    static LimitSettings read(SettingsReader reader, boolean local) {
        return new LimitSettings(
                reader.get(Settings.MAX_BYTES_IN_FLIGHT),
                reader.get(Settings.MAX_CONCURRENT_REVIEWS),
                reader.get(Settings.MAX_CONNECTIONS),
                reader.get(Settings.REQUEST_TIMEOUT),
                reader.get(Settings.IDLE_TIMEOUT),
                drainDelay(reader, local),
                reader.get(Settings.DRAIN_TIMEOUT));
    }

    /** Without a cluster there is nobody who has to hear first that the server stops. */
    private static Duration drainDelay(SettingsReader reader, boolean local) {
        Duration delay = reader.get(Settings.DRAIN_DELAY);
        return local && !reader.isSaid(Settings.DRAIN_DELAY) ? Duration.ZERO : delay;
    }
}
