package dev.probebypass.server;

import dev.probebypass.admission.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test puts it forward. */
final class SettableTicker implements Ticker {

    private final AtomicLong now = new AtomicLong();

    void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public long read() {
        return now.get();
    }
}
