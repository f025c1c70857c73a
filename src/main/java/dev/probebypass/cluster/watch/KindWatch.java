package dev.probebypass.cluster.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A watch on the objects of one kind as long as it is served. Changes in one thread. */
final class KindWatch {

    private final String resource;
    private final Supplier<ResourceWatch> open;
    private final WatchListener listener;
    private volatile Optional<ResourceWatch> watch = Optional.empty();
    private volatile Optional<String> error = Optional.empty();

    /**
     * No watch yet.
     *
     * @param resource as its state names it
     * @param open makes a watch
     * @param listener is told when it ends
     */
    KindWatch(String resource, Supplier<ResourceWatch> open, WatchListener listener) {
        this.resource = resource;
        this.open = open;
        this.listener = listener;
    }

    /** Follows the kind if it is served, and forgets its objects if it is not. */
    void hear(KindDiscovery.Answer answer) {
        switch (answer) {
            case KindDiscovery.Answer.Served _ -> begin();
            case KindDiscovery.Answer.Absent _ -> end();
            case KindDiscovery.Answer.Unknown(String why) -> error = Optional.of(why);
        }
    }

    private void begin() {
        error = Optional.empty();
        if (watch.isEmpty()) {
            ResourceWatch opened = open.get();
            watch = Optional.of(opened);
            opened.start();
        }
    }

    private void end() {
        error = Optional.empty();
        Optional<ResourceWatch> ended = watch;
        watch = Optional.empty();
        ended.ifPresent(last -> {
            last.forget();
            listener.ended(resource);
        });
    }

    /** The watch, while the kind is served. */
    Optional<ResourceWatch> watch() {
        return watch;
    }

    /** How the watch fares. Nothing is wrong with a kind that is not served; of one that may be so, the reason is the error. */
    WatchState state() {
        return watch.map(ResourceWatch::state)
                .orElseGet(() -> new WatchState(resource, error.isEmpty(), Duration.ZERO, error, 0, 0));
    }
}
