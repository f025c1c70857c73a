package dev.probebypass.objects;

import java.util.Optional;

/**
 * The namespace and name of a Kubernetes object, which tell it apart from the others of its kind.
 *
 * @param namespace absent where the kind has none; an empty text counts as absent
 */
public record ObjectKey(Optional<String> namespace, String name) implements Comparable<ObjectKey> {

    public ObjectKey {
        namespace = namespace.filter(text -> !text.isEmpty());
    }

    /** The key of an object in a namespace; where that is empty, of an object of a kind that has none. */
    public static ObjectKey of(String namespace, String name) {
        return new ObjectKey(Optional.of(namespace), name);
    }

    /** The key of an object of a kind that has no namespaces. */
    public static ObjectKey clusterScoped(String name) {
        return new ObjectKey(Optional.empty(), name);
    }

    /** Reads what {@link #toString} writes. */
    public static ObjectKey parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? clusterScoped(text) : of(text.substring(0, slash), text.substring(slash + 1));
    }

    /** Whether the object is in that namespace. */
    public boolean isIn(String place) {
        return namespace.isPresent() && namespace.get().equals(place);
    }

    /** Orders by namespace, those without one first, then by name. */
    @Override
    public int compareTo(ObjectKey other) {
        int byNamespace = namespace.orElse("").compareTo(other.namespace.orElse(""));
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace.isPresent() ? namespace.get() + "/" + name : name;
    }
}
