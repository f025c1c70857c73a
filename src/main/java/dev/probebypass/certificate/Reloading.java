package dev.probebypass.certificate;

import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.LogOnce;
import dev.probebypass.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is made of files, and made again when they have changed. Asked more often than every few seconds it gives what it
 * has. Contents are compared, not times, so that a Secret volume's swapped symlinks count too. What can't be used is
 * reported once; until it is mended the one before holds.
 */
final class Reloading<C, V> {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /**
     * Where it comes from.
     *
     * @param content reads the files
     * @param value made of their content
     * @param complaint what to log when a new content can't be used
     */
    record Source<C, V>(Supplier<C> content, Function<C, V> value, String complaint) {}

    private record Seen<C, V>(Instant at, C content, V value) {

        Seen<C, V> again(Instant now) {
            return new Seen<>(now, content, value);
        }
    }

    private final Source<C, V> source;
    private final Clock clock;
    private final Telemetry telemetry;
    private final LogOnce told = new LogOnce();
    private final AtomicReference<Seen<C, V>> seen;

    /**
     * Reads the files for the first time.
     *
     * @throws UnusableCertificateException when they can't be used
     */
    Reloading(Source<C, V> source, Clock clock, Telemetry telemetry) {
        this.source = source;
        this.clock = clock;
        this.telemetry = telemetry;
        this.seen = new AtomicReference<>(read(source.content().get(), clock.instant()));
    }

    V get() {
        Seen<C, V> last = seen.get();
        Instant now = clock.instant();
        boolean due = !now.isBefore(last.at().plus(LOOK_EVERY)) || now.isBefore(last.at());
        if (due && seen.compareAndSet(last, last.again(now))) {
            seen.set(lookAgain(last, now));
        }
        return seen.get().value();
    }

    private Seen<C, V> lookAgain(Seen<C, V> last, Instant now) {
        try {
            C content = source.content().get();
            Seen<C, V> read = content.equals(last.content()) ? last.again(now) : read(content, now);
            told.settle();
            return read;
        } catch (UnusableCertificateException e) {
            if (told.isNews(String.valueOf(e.getMessage()))) {
                telemetry.failures().failed(Failure.CERTIFICATE, source.complaint(), e);
            }
            return last.again(now);
        }
    }

    private Seen<C, V> read(C content, Instant now) {
        return new Seen<>(now, content, source.value().apply(content));
    }
}
