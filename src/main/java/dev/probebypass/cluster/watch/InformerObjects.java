package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ObjectKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Optional;

/** Converts between an informer's objects and keys. */
final class InformerObjects {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InformerObjects() {}

    /** The object as it was read; an informer's own placeholder for one that is gone was not. */
    static JsonNode json(GenericKubernetesResource object) {
        return object instanceof TrimmedResource trimmed ? trimmed.json() : JSON.valueToTree(object);
    }

    /** The key of an object. */
    static ObjectKey key(GenericKubernetesResource object) {
        ObjectMeta metadata = object.getMetadata();
        String namespace = metadata == null ? null : metadata.getNamespace();
        String name = metadata == null ? null : metadata.getName();
        return new ObjectKey(Optional.ofNullable(namespace), name == null ? "" : name);
    }

    /** An object that has nothing but this key. */
    static GenericKubernetesResource bare(ObjectKey key) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(key.name());
        key.namespace().ifPresent(metadata::setNamespace);
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setMetadata(metadata);
        return object;
    }
}
