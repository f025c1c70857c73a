package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.MeshListener;
import dev.probebypass.mesh.istio.HeldRevision.Trouble;
import dev.probebypass.objects.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The injectors' ConfigMaps as far as they could be read. What one said last holds while it is gone or can't be read, as long
 * as somebody names its revision; meanwhile the listener hears of it, now and again. Not for several threads at once.
 */
final class RevisionStore {

    /** How often something that stays wrong is said. */
    static final Duration AGAIN = Duration.ofMinutes(10);

    private final Map<ObjectKey, HeldRevision> held = new HashMap<>();
    private final Map<ObjectKey, Instant> said = new HashMap<>();
    private final MeshListener listener;
    private final InstantSource clock;

    RevisionStore(MeshListener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
    }

    void read(ObjectKey key, InjectorConfigMap.Reading reading) {
        HeldRevision before = before(key);
        HeldRevision now = before.read(reading, clock.instant());
        replace(key, now);
        now.values()
                .map(values -> ValueChanges.between(before.values(), values))
                .filter(news -> !news.isEmpty())
                .ifPresent(news -> listener.values(IstioRevision.describe(revision(key)), news));
    }

    private static String revision(ObjectKey key) {
        return InjectorConfigMap.revisionOf(key.name()).orElseThrow();
    }

    /** @param named the ConfigMaps of the revisions that somebody names */
    void gone(ObjectKey key, Set<ObjectKey> named) {
        HeldRevision before = before(key);
        if (before.values().isPresent() && named.contains(key)) {
            replace(key, before.gone(clock.instant()));
        } else {
            held.remove(key);
            said.remove(key);
        }
    }

    /**
     * Forgets what can't be read and nobody names.
     *
     * @param named the ConfigMaps of the revisions that somebody names
     */
    void forgetAllBut(Set<ObjectKey> named) {
        for (ObjectKey key : Set.copyOf(held.keySet())) {
            if (before(key).isKept() && !named.contains(key)) {
                held.remove(key);
                said.remove(key);
                listener.forgotten(describe(key));
            }
        }
    }

    void remind() {
        Instant now = clock.instant();
        held.forEach((key, revision) -> revision.trouble()
                .filter(_ -> !now.isBefore(said.getOrDefault(key, now).plus(AGAIN)))
                .ifPresent(trouble -> say(key, revision, trouble)));
    }

    Map<String, IstioSight> sights(String namespace) {
        return in(namespace, HeldRevision::sight);
    }

    Map<String, Duration> staleness(String namespace) {
        Instant now = clock.instant();
        return in(namespace, revision -> revision.values().map(_ -> revision.staleness(now)));
    }

    private <T> Map<String, T> in(String namespace, Function<HeldRevision, Optional<T>> part) {
        Map<String, T> byRevision = new HashMap<>();
        held.forEach((key, revision) -> {
            if (key.isIn(namespace)) {
                part.apply(revision).ifPresent(value -> byRevision.put(revision(key), value));
            }
        });
        return byRevision;
    }

    private HeldRevision before(ObjectKey key) {
        return held.getOrDefault(key, HeldRevision.NOTHING);
    }

    private void replace(ObjectKey key, HeldRevision revision) {
        Optional<String> before = before(key).trouble().map(Trouble::problem);
        Optional<String> after = revision.trouble().map(Trouble::problem);
        held.put(key, revision);
        if (before.isPresent() && after.isEmpty()) {
            said.remove(key);
            listener.readable(describe(key));
        } else if (!after.equals(before)) {
            revision.trouble().ifPresent(trouble -> say(key, revision, trouble));
        }
    }

    private void say(ObjectKey key, HeldRevision revision, Trouble trouble) {
        said.put(key, clock.instant());
        if (revision.isKept()) {
            listener.kept(describe(key), trouble.problem());
        } else {
            listener.unreadable(describe(key), trouble.problem());
        }
    }

    private static String describe(ObjectKey key) {
        return "configmaps " + key;
    }
}
