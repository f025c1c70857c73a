package dev.probebypass.cluster.watch;

import dev.probebypass.objects.ObjectKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** Converts between an informer's objects and keys. */
final class InformerObjects {

    private InformerObjects() {}

    /** The key of an object. */
    static ObjectKey key(GenericKubernetesResource object) {
        ObjectMeta metadata = object.getMetadata();
        String namespace = metadata == null ? null : metadata.getNamespace();
        String name = metadata == null ? null : metadata.getName();
        return new ObjectKey(namespace == null ? "" : namespace, name == null ? "" : name);
    }

    /** An object that has nothing but this key. */
    static GenericKubernetesResource bare(ObjectKey key) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(key.name());
        if (!key.namespace().isEmpty()) {
            metadata.setNamespace(key.namespace());
        }
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setMetadata(metadata);
        return object;
    }
}
