package dev.probebypass.cluster.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * Tells the objects of a resource apart.
 *
 * @param namespace empty where the resource has none
 */
record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

    static ObjectKey of(GenericKubernetesResource object) {
        ObjectMeta metadata = object.getMetadata();
        String namespace = metadata == null ? null : metadata.getNamespace();
        String name = metadata == null ? null : metadata.getName();
        return new ObjectKey(namespace == null ? "" : namespace, name == null ? "" : name);
    }

    static ObjectKey parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new ObjectKey("", text) : new ObjectKey(text.substring(0, slash), text.substring(slash + 1));
    }

    /** An object that has nothing but this key. */
    GenericKubernetesResource bare() {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        if (!namespace.isEmpty()) {
            metadata.setNamespace(namespace);
        }
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setMetadata(metadata);
        return object;
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
