package dev.probebypass.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ClusterObject;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** The client library's objects, as a mesh reads them. */
public final class ClientObjects {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClientObjects() {}

    static ClusterObject read(HasMetadata object) {
        return ClusterObject.of(json(object));
    }

    /** An object as it stands in a document. */
    public static JsonNode json(HasMetadata object) {
        return JSON.valueToTree(object);
    }
}
