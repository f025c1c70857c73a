package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Any text names a time that somebody can wait for. */
public final class CallTimeoutFuzz {

    private CallTimeoutFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Duration timeout = CallTimeout.of(new String(bytes, StandardCharsets.UTF_8));

        assertThat(timeout).isPositive().isLessThanOrEqualTo(CallTimeout.LONGEST);
    }
}
