package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a pod from a stream of JSON, and skips what no decision asks for.
 *
 * <p>Any JSON value makes a pod: what is missing or of another type than the API says is read as absent, so that the only
 * error is JSON that is none. Of a key that stands twice the last one counts, as in Kubernetes' own decoder.
 */
public final class PodReader {

    private final JsonParser json;
    private final AnnotationFilter filter;
    private final ContainerReader reader;

    private Optional<String> namespace = Optional.empty();
    private Optional<String> name = Optional.empty();
    private Optional<String> generateName = Optional.empty();
    private Optional<Controller> controller = Optional.empty();
    private Map<String, String> labels = Map.of();
    private Annotations annotations = new Annotations(Annotations.Shape.UNPATCHABLE, Map.of(), 0);
    private boolean hostNetwork;
    private Optional<String> os = Optional.empty();
    private List<Container> initContainers = List.of();
    private List<Container> containers = List.of();

    private PodReader(JsonParser json, AnnotationFilter filter, boolean readsLocalPorts) {
        this.json = json;
        this.reader = new ContainerReader(json, readsLocalPorts);
        this.filter = filter;
    }

    /**
     * Reads one value.
     *
     * @param json stands at the value's first token, and afterwards at its last
     * @param filter the annotations to keep
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not valid JSON
     */
    public static Pod read(JsonParser json, AnnotationFilter filter) throws IOException {
        return read(json, filter, true);
    }

    /**
     * Reads one value, without the ports of this host that containers name.
     *
     * @param readsLocalPorts whether they are wanted all the same; where {@link LocalPortSearch} finds none there are none
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not valid JSON
     */
    public static Pod read(JsonParser json, AnnotationFilter filter, boolean readsLocalPorts) throws IOException {
        return new PodReader(json, filter, readsLocalPorts).pod();
    }

    private Pod pod() throws IOException {
        JsonFields.each(json, this::podField);
        return new Pod(
                namespace,
                name.isPresent() ? name : generateName,
                controller,
                labels,
                annotations,
                hostNetwork,
                os,
                initContainers,
                containers);
    }

    private void podField(String field) throws IOException {
        switch (field) {
            case "metadata" -> metadata();
            case "spec" -> JsonFields.each(json, this::specField);
            default -> json.skipChildren();
        }
    }

    private void metadata() throws IOException {
        labels = Map.of();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            annotations = Annotations.NONE;
            JsonFields.each(json, this::metadataField);
        } else {
            annotations = new Annotations(Annotations.Shape.UNPATCHABLE, Map.of(), 0);
            json.skipChildren();
        }
    }

    private void metadataField(String field) throws IOException {
        switch (field) {
            case "namespace" -> namespace = JsonFields.name(json);
            case "name" -> name = JsonFields.name(json);
            case "generateName" -> generateName = JsonFields.name(json);
            case "ownerReferences" -> JsonFields.elements(json, this::owner);
            case "labels" -> labels = labels();
            case "annotations" -> annotations = annotations();
            default -> json.skipChildren();
        }
    }

    private void owner() throws IOException {
        Optional<Controller> read = new OwnerReader(json).controller();
        controller = read.isPresent() ? read : controller;
    }

    private Map<String, String> labels() throws IOException {
        Map<String, String> read = new HashMap<>(8);
        JsonFields.each(json, key -> read.put(key, JsonFields.text(json)));
        return read;
    }

    private Annotations annotations() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            Annotations.Shape shape = json.currentToken() == JsonToken.VALUE_NULL
                    ? Annotations.Shape.ABSENT
                    : Annotations.Shape.UNPATCHABLE;
            json.skipChildren();
            return new Annotations(shape, Map.of(), 0);
        }
        Map<String, String> kept = new HashMap<>(8);
        Utf8Length length = new Utf8Length();
        JsonFields.each(json, key -> annotation(key, kept, length));
        return new Annotations(Annotations.Shape.PRESENT, kept, length.take());
    }

    private void annotation(String key, Map<String, String> kept, Utf8Length length) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return;
        }
        length.write(key, 0, key.length());
        if (filter.keeps(key)) {
            String value = json.getText();
            length.write(value, 0, value.length());
            kept.put(key, value);
        } else {
            json.getText(length);
        }
    }

    private void specField(String field) throws IOException {
        switch (field) {
            case "hostNetwork" -> {
                hostNetwork = json.currentToken() == JsonToken.VALUE_TRUE;
                json.skipChildren();
            }
            case "os" -> JsonFields.each(json, this::osField);
            case "initContainers" -> initContainers = containers(reader::init);
            case "containers" -> containers = containers(reader::regular);
            default -> json.skipChildren();
        }
    }

    private void osField(String field) throws IOException {
        if (field.equals("name")) {
            os = JsonFields.name(json);
        } else {
            json.skipChildren();
        }
    }

    private List<Container> containers(ContainerSource source) throws IOException {
        List<Container> read = new ArrayList<>(4);
        JsonFields.elements(json, () -> read.add(source.read()));
        return read;
    }

    /** Reads the next container of an array. */
    @FunctionalInterface
    private interface ContainerSource {
        Container read() throws IOException;
    }
}
