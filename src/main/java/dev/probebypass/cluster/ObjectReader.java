package dev.probebypass.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.mesh.IstioSelection;
import dev.probebypass.mesh.IstioValues;
import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes what a snapshot holds from Kubernetes objects in JSON. Whatever is missing or of another type is read as absent: an
 * odd object must not take the others with it.
 */
public final class ObjectReader {

    /** The prefix of the ConfigMaps that hold a revision's values; a revision with a name appends {@code -name}. */
    public static final String INJECTOR_CONFIG_MAP = "istio-sidecar-injector";

    /** The label that names a revision tag, on the objects that Istio makes for one. */
    public static final String TAG = "istio.io/tag";

    /** The label that names a revision. */
    public static final String REVISION = IstioSelection.REVISION;

    private static final String NO_OBJECT = "key \"values\" is not a JSON object";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ObjectReader() {}

    /** What the ConfigMap of a revision's injector says. */
    public sealed interface Reading {

        /** The revision's values. */
        record Valid(IstioValues values) implements Reading {}

        /**
         * They can't be read.
         *
         * @param problem a sentence without a capital or a full stop
         */
        record Invalid(String problem) implements Reading {}
    }

    /** The ConfigMap of a revision's injector, by the revision's name. */
    public record Revision(String name, Reading reading) {

        /** The values, empty where they can't be read. */
        public Optional<IstioValues> values() {
            return reading instanceof Reading.Valid(IstioValues values) ? Optional.of(values) : Optional.empty();
        }
    }

    /** A revision tag and the revision it points to. */
    public record Tag(String name, String revision) {}

    public static Namespace namespace(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return new Namespace(
                metadata.path("name").asText(), texts(metadata.path("labels")), texts(metadata.path("annotations")));
    }

    /** The Service, empty if it routes to no pod by itself: without a selector, an ExternalName, or without TCP ports. */
    public static Optional<Service> service(JsonNode object) {
        JsonNode spec = object.path("spec");
        Map<String, String> selector = texts(spec.path("selector"));
        List<Service.Port> ports = new ArrayList<>();
        spec.path("ports").forEach(port -> port(port).ifPresent(ports::add));
        if (selector.isEmpty() || ports.isEmpty() || spec.path("type").asText().equals("ExternalName")) {
            return Optional.empty();
        }
        JsonNode metadata = object.path("metadata");
        return Optional.of(new Service(
                metadata.path("namespace").asText(), metadata.path("name").asText(), selector, ports));
    }

    private static Optional<Service.Port> port(JsonNode port) {
        if (!port.path("protocol").asText("TCP").equals("TCP")) {
            return Optional.empty();
        }
        JsonNode target = port.path("targetPort");
        // The API server sets a missing targetPort to the port; a manifest may still lack it.
        boolean missing = target.isMissingNode()
                || target.isNull()
                || (target.isNumber() && target.asLong() == 0)
                || (target.isTextual() && target.asText().isEmpty());
        return Optional.of(new Service.Port(reference(missing ? port.path("port") : target)));
    }

    private static PortReference reference(JsonNode port) {
        return port.isNumber() ? PortReference.of(port.asLong()) : new PortReference.Named(port.asText());
    }

    /**
     * The values in an injector's ConfigMap.
     *
     * @return empty if the ConfigMap is another
     */
    public static Optional<Revision> revision(JsonNode configMap) {
        return revisionOf(configMap.path("metadata").path("name").asText())
                .map(name -> new Revision(name, reading(configMap.path("data").path("values"))));
    }

    /** The revision whose injector has the ConfigMap of that name. */
    public static Optional<String> revisionOf(String configMap) {
        if (configMap.equals(INJECTOR_CONFIG_MAP)) {
            return Optional.of(IstioInstallations.DEFAULT);
        }
        return configMap.startsWith(INJECTOR_CONFIG_MAP + "-")
                ? Optional.of(configMap.substring(INJECTOR_CONFIG_MAP.length() + 1))
                : Optional.empty();
    }

    /** The name of the ConfigMap of a revision's injector. */
    public static String configMapOf(String revision) {
        return revision.equals(IstioInstallations.DEFAULT) ? INJECTOR_CONFIG_MAP : INJECTOR_CONFIG_MAP + "-" + revision;
    }

    private static Reading reading(JsonNode values) {
        try {
            JsonNode read = values.isTextual() ? JSON.readTree(values.asText()) : values;
            return read != null && read.isObject() && values.isTextual()
                    ? IstioValuesReader.read(read)
                    : new Reading.Invalid(NO_OBJECT);
        } catch (JsonProcessingException unreadable) {
            return new Reading.Invalid(NO_OBJECT);
        }
    }

    /** The revision that an object of Istio's names, if it does. */
    public static Optional<String> namedRevision(JsonNode object) {
        return Optional.of(object.path("metadata").path("labels").path(REVISION).asText())
                .filter(revision -> !revision.isEmpty());
    }

    /** The revision tag that an object of Istio's (a MutatingWebhookConfiguration, or a Service) stands for, if it does. */
    public static Optional<Tag> tag(JsonNode object) {
        JsonNode labels = object.path("metadata").path("labels");
        String tag = labels.path(TAG).asText();
        String revision = labels.path(REVISION).asText();
        return tag.isEmpty() || revision.isEmpty() ? Optional.empty() : Optional.of(new Tag(tag, revision));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.forEachEntry((key, value) -> texts.put(key, value.asText()));
        return texts;
    }
}
