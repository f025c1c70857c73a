package dev.probebypass.cluster.watch;

import dev.probebypass.objects.ObjectKey;
import dev.probebypass.telemetry.Cause;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The store of an informer, which keeps the keys of its objects only: the objects go to a sink. The informer's own events
 * are not used, so nothing is queued for them. Of a namespace of which the sink keeps nothing it keeps no key either: an object
 * that is gone need not be taken from there. It outlives the informer: the next one finds what the one before has left.
 */
final class InformerStore {

    private final ConcurrentMap<Optional<String>, Set<String>> namesByNamespace = new ConcurrentHashMap<>();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private final ObjectSink sink;
    private final BiConsumer<String, String> report;

    /**
     * An empty store.
     *
     * @param report is told the key of an object that can't be read, and the problem, once until it can be read again
     */
    InformerStore(ObjectSink sink, BiConsumer<String, String> report) {
        this.sink = sink;
        this.report = report;
    }

    /** How many objects can't be read. */
    int unreadable() {
        return unreadable.size();
    }

    /**
     * Opens the store for one informer.
     *
     * @param heard is called for each object
     */
    Door open(Runnable heard) {
        return new Door(heard);
    }

    /** Takes every object from the sink, for good. */
    synchronized void clear() {
        keys().map(ObjectKey::toString).toList().forEach(this::remove);
        heardAll();
        sink.ended();
    }

    private void put(String key, GenericKubernetesResource object) {
        ObjectKey parsed = ObjectKey.parse(key);
        namesByNamespace
                .computeIfAbsent(parsed.namespace(), _ -> ConcurrentHashMap.newKeySet())
                .add(parsed.name());
        try {
            sink.put(parsed, InformerObjects.json(object));
            unreadable.remove(key);
            if (sink.isForgotten(parsed)) {
                namesByNamespace.remove(parsed.namespace());
            }
        } catch (RuntimeException odd) { // one odd object must not stop the watch over the others
            sink.remove(ObjectKey.parse(key));
            if (unreadable.add(key)) {
                report.accept(key, odd.getMessage() == null ? Cause.describe(odd) : odd.getMessage());
            }
        }
    }

    private void remove(String key) {
        ObjectKey parsed = ObjectKey.parse(key);
        namesByNamespace.computeIfPresent(parsed.namespace(), (_, names) -> {
            names.remove(parsed.name());
            return names.isEmpty() ? null : names;
        });
        unreadable.remove(key);
        sink.remove(parsed);
    }

    private Stream<ObjectKey> keys() {
        return namesByNamespace.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(name -> new ObjectKey(each.getKey(), name)));
    }

    private boolean has(ObjectKey key) {
        return namesByNamespace.getOrDefault(key.namespace(), Set.of()).contains(key.name());
    }

    /** All objects have been put that there are. */
    void heardAll() {
        sink.heardAll();
    }

    /** The store as one informer sees it. Closed, it takes nothing more from an informer that is slow to stop. */
    final class Door implements ItemStore<GenericKubernetesResource> {

        private final Runnable heard;
        private volatile boolean closed;

        private Door(Runnable heard) {
            this.heard = heard;
        }

        /** Nothing comes through it once this has returned. */
        void close() {
            synchronized (InformerStore.this) {
                closed = true;
            }
        }

        boolean isClosed() {
            return closed;
        }

        @Override
        public String getKey(GenericKubernetesResource object) {
            return InformerObjects.key(object).toString();
        }

        /** Returns the object itself as the one before: for the informer nothing has changed that it had to tell. */
        @Override
        public GenericKubernetesResource put(String key, GenericKubernetesResource object) {
            synchronized (InformerStore.this) {
                if (!closed) {
                    heard.run();
                    InformerStore.this.put(key, object);
                }
            }
            return object;
        }

        @Override
        public GenericKubernetesResource remove(String key) {
            synchronized (InformerStore.this) {
                if (!closed) {
                    heard.run();
                    InformerStore.this.remove(key);
                }
            }
            return InformerObjects.bare(ObjectKey.parse(key));
        }

        @Override
        public Stream<String> keySet() {
            return keys().map(ObjectKey::toString);
        }

        @Override
        public Stream<GenericKubernetesResource> values() {
            return keys().map(InformerObjects::bare);
        }

        @Override
        public int size() {
            return namesByNamespace.values().stream().mapToInt(Set::size).sum();
        }

        @Override
        @SuppressWarnings("NullAway") // null is what the interface wants for nothing
        public GenericKubernetesResource get(String key) {
            return has(ObjectKey.parse(key)) ? InformerObjects.bare(ObjectKey.parse(key)) : null;
        }

        /** False: nothing is kept back until the list is complete. */
        @Override
        public boolean isFullState() {
            return false;
        }
    }
}
