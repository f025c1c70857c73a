package dev.probebypass.cluster.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Has objects read anew when some that were too large to be kept fit again: no API server tells a watch once more what it has
 * told. Seldom, for all objects have to be listed, and whoever has too many may add and delete some for hours. In one thread.
 */
final class Readmission {

    private final BooleanSupplier readmit;
    private final Supplier<Collection<ResourceWatch>> watches;
    private final Duration pause;
    private final InstantSource clock;
    private Optional<Instant> last = Optional.empty();

    /**
     * Nothing read anew yet.
     *
     * @param readmit lets objects in again that fit, and says whether there were any
     * @param watches that bring those objects
     * @param pause between two readings
     */
    Readmission(
            BooleanSupplier readmit, Supplier<Collection<ResourceWatch>> watches, Duration pause, InstantSource clock) {
        this.readmit = readmit;
        this.watches = watches;
        this.pause = pause;
        this.clock = clock;
    }

    /** The same, of which the first has to wait too. */
    static Readmission later(
            BooleanSupplier readmit, Supplier<Collection<ResourceWatch>> watches, Duration pause, InstantSource clock) {
        Readmission readmission = new Readmission(readmit, watches, pause, clock);
        readmission.last = Optional.of(clock.instant());
        return readmission;
    }

    /** Looks whether there is something to be read anew. */
    void check() {
        Instant now = clock.instant();
        boolean isEarly = last.isPresent() && now.isBefore(last.get().plus(pause));
        if (!isEarly && readmit.getAsBoolean()) {
            last = Optional.of(now);
            watches.get().forEach(ResourceWatch::readAnew);
        }
    }
}
