package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.istio.InjectorConfigMap.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What we hold of a revision's ConfigMap: what it said when it could be read last, and what is wrong with it since.
 *
 * @param values empty if it could never be read
 * @param trouble empty while it can be read
 */
record HeldRevision(Optional<IstioValues> values, Optional<Trouble> trouble) {

    /** Nothing yet. */
    static final HeldRevision NOTHING = new HeldRevision(Optional.empty(), Optional.empty());

    /**
     * Why a ConfigMap can't be read.
     *
     * @param since when it could be the last time
     */
    record Trouble(String problem, Instant since) {}

    HeldRevision read(Reading reading, Instant now) {
        return switch (reading) {
            case Reading.Valid(IstioValues readable) -> new HeldRevision(Optional.of(readable), Optional.empty());
            case Reading.Invalid(String problem) -> in(problem, now);
        };
    }

    HeldRevision gone(Instant now) {
        return in("it is gone", now);
    }

    private HeldRevision in(String problem, Instant now) {
        return new HeldRevision(
                values,
                Optional.of(new Trouble(problem, trouble.map(Trouble::since).orElse(now))));
    }

    /** What decisions go by, empty if nothing is known. */
    Optional<IstioSight> sight() {
        return values.map(known -> trouble.isEmpty() ? IstioSight.current(known) : IstioSight.kept(known));
    }

    /** Whether what is held is older than the ConfigMap. */
    boolean isKept() {
        return values.isPresent() && trouble.isPresent();
    }

    /** How long what is held has been out of date, zero if it is not. */
    Duration staleness(Instant now) {
        return trouble.map(why -> Duration.between(why.since(), now)).orElse(Duration.ZERO);
    }
}
