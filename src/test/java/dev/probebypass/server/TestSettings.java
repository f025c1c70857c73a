package dev.probebypass.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of servers for tests: limits as shipped, TLS 1.3, and no certificate of clients. */
public final class TestSettings {

    public static final RequestLimits LIMITS = new RequestLimits(
            7 << 20, 16 << 20, 64, 256, Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofSeconds(10));

    static final List<String> TLS_1_3 = List.of("TLSv1.3");
    static final List<String> TLS_1_2 = List.of("TLSv1.3", "TLSv1.2");

    private TestSettings() {}

    public static ServerSettings at(ListenAddress address) {
        return new ServerSettings(address, TLS_1_3, LIMITS, Optional.empty());
    }
}
