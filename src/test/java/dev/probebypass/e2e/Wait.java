package dev.probebypass.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass where the question is what does not happen meanwhile. */
final class Wait {

    private Wait() {}

    static void of(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
