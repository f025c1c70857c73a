package dev.probebypass.manifests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of an input, without those that have the kind, namespace and name of one before. */
final class DistinctObjects {

    private final List<WrittenObject> all = new ArrayList<>();
    private final List<WrittenObject> repeated = new ArrayList<>();
    private final Map<String, WrittenObject> byKey = new HashMap<>();

    void add(WrittenObject object) {
        WrittenObject first = object.isNamed() ? byKey.putIfAbsent(object.key(), object) : null;
        (first == null ? all : repeated).add(object);
    }

    /** In their order. */
    List<WrittenObject> all() {
        return all;
    }

    /** Those that are left out. */
    List<WrittenObject> repeated() {
        return repeated;
    }

    /** The object of that kind and name in a namespace. */
    Optional<WrittenObject> find(ApiKind kind, String namespace, String name) {
        return Optional.ofNullable(byKey.get(WrittenObject.key(kind, namespace, name)));
    }

    /** Which objects are left out. */
    Optional<String> note() {
        return NamedObjects.list(repeated, WrittenObject::titleAndPlace)
                .map(names ->
                        "of several objects with the same kind, namespace and name the first counts; passed over: "
                                + names);
    }
}
