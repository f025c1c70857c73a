package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.Namespace;
import dev.probebypass.cluster.ObjectReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The Namespaces that the watch has brought; of their annotations only ours. */
final class NamespaceShelf implements Shelf {

    private static final String OURS = "probe-bypass.dev/";

    private final ConcurrentMap<String, Namespace> byName = new ConcurrentHashMap<>();
    private final NamespaceLookup lookup;

    /** A shelf that asks there for what it does not have. */
    NamespaceShelf(NamespaceLookup lookup) {
        this.lookup = lookup;
    }

    static Namespace read(JsonNode object) {
        Namespace namespace = ObjectReader.namespace(object);
        Map<String, String> annotations = new HashMap<>(namespace.annotations());
        annotations.keySet().removeIf(name -> !name.startsWith(OURS));
        return new Namespace(namespace.name(), namespace.labels(), annotations);
    }

    Optional<Namespace> find(String name, Duration patience) {
        Namespace known = byName.get(name);
        return known != null ? Optional.of(known) : lookup.find(name, patience);
    }

    @Override
    public void put(ObjectKey key, JsonNode object) {
        byName.put(key.name(), read(object));
        lookup.forget(key.name());
    }

    @Override
    public void remove(ObjectKey key) {
        byName.remove(key.name());
        lookup.forget(key.name());
    }
}
