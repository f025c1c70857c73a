package dev.probebypass.objects;

/**
 * The namespace and name of a Kubernetes object, which tell it apart from the others of its kind.
 *
 * @param namespace empty where the kind has none
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

    /** Reads what {@link #toString} writes. */
    public static ObjectKey parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new ObjectKey("", text) : new ObjectKey(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
