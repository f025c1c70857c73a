package dev.probebypass.mesh.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** The ConfigMap of a revision's injector: its name, and the values in it. */
final class InjectorConfigMap {

    /** The name of the default revision's; a revision with a name appends {@code -name}. */
    private static final String NAME = "istio-sidecar-injector";

    private static final String NO_OBJECT = "key \"values\" is not a JSON object";
    private static final ObjectMapper JSON = new ObjectMapper();

    private InjectorConfigMap() {}

    /** What the ConfigMap of a revision's injector says. */
    sealed interface Reading {

        /** The revision's values. */
        record Valid(IstioValues values) implements Reading {}

        /**
         * They can't be read.
         *
         * @param problem a sentence without a capital or a full stop
         */
        record Invalid(String problem) implements Reading {}
    }

    /** The revision whose injector has the ConfigMap of that name, empty if the ConfigMap is another. */
    static Optional<String> revisionOf(String name) {
        if (name.equals(NAME)) {
            return Optional.of(IstioConfiguration.DEFAULT);
        }
        return name.startsWith(NAME + "-") ? Optional.of(name.substring(NAME.length() + 1)) : Optional.empty();
    }

    /** The name of the ConfigMap of a revision's injector. */
    static String nameOf(String revision) {
        return revision.equals(IstioConfiguration.DEFAULT) ? NAME : NAME + "-" + revision;
    }

    /** What is wrong with the values of the ConfigMap, empty if they can be read. */
    static Optional<String> problem(JsonNode configMap) {
        return read(configMap) instanceof Reading.Invalid(String problem) ? Optional.of(problem) : Optional.empty();
    }

    /** Reads the values in the ConfigMap. */
    static Reading read(JsonNode configMap) {
        JsonNode values = configMap.path("data").path("values");
        try {
            JsonNode read = values.isTextual() ? JSON.readTree(values.asText()) : values;
            return read != null && read.isObject() && values.isTextual()
                    ? IstioValuesReader.read(read)
                    : new Reading.Invalid(NO_OBJECT);
        } catch (JsonProcessingException unreadable) {
            return new Reading.Invalid(NO_OBJECT);
        }
    }
}
