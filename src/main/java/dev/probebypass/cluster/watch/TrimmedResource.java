package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.names.KubernetesKeys;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Kubernetes object of which only the fields were read that somebody asks for: neither managed fields nor status nor other
 * people's annotations ever become objects.
 */
final class TrimmedResource extends GenericKubernetesResource {

    private static final long serialVersionUID = 1L;

    private final transient JsonNode json;

    private TrimmedResource(JsonNode json) {
        this.json = json;
        JsonNode metadata = json.path("metadata");
        ObjectMeta meta = new ObjectMeta();
        meta.setName(metadata.path("name").asText());
        meta.setNamespace(metadata.path("namespace").asText());
        meta.setResourceVersion(metadata.path("resourceVersion").asText());
        setMetadata(meta);
    }

    /** The object as it was read. */
    JsonNode json() {
        return json;
    }

    /**
     * Makes a client read every object so, those of watch events too: it knows no types of the library's but what an API server
     * answers when it fails.
     */
    static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.registerModule(
                new SimpleModule().addDeserializer(GenericKubernetesResource.class, new Deserializer(fields())));
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
        serialization.registerKubernetesResource(Status.class);
        return serialization;
    }

    /**
     * What the webhook reads of Services and Namespaces, what decisions about the pods of a mesh read of its objects, and what
     * sources of routes read of theirs.
     */
    private static FieldFilter fields() {
        FieldFilter fields = new FieldFilter()
                .keep("apiVersion")
                .keep("kind")
                .keep("metadata", "name")
                .keep("metadata", "namespace")
                .keep("metadata", "resourceVersion")
                .keep("metadata", "labels")
                .keep(AnnotationKeys::isOurs, "metadata", "annotations")
                .keep(KubernetesKeys::isReadOfServices, "metadata", "annotations")
                .keep("spec", "selector")
                .keep("spec", "type")
                .keep("spec", "clusterIP")
                .keep("spec", "ports");
        Stream<List<String>> ofMeshes =
                Meshes.ALL.stream().map(Mesh::interest).flatMap(interest -> interest.fields().stream());
        Stream.concat(ofMeshes, RouteSources.fields().stream())
                .forEach(path -> fields.keep(path.toArray(String[]::new)));
        return fields;
    }

    private static final class Deserializer extends StdDeserializer<GenericKubernetesResource> {

        private static final long serialVersionUID = 1L;

        private final transient FieldFilter fields;

        private Deserializer(FieldFilter fields) {
            super(GenericKubernetesResource.class);
            this.fields = fields;
        }

        @Override
        public GenericKubernetesResource deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return new TrimmedResource(fields.read(parser, context).orElseGet(JsonNodeFactory.instance::objectNode));
        }
    }
}
