package dev.probebypass.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.pod.Controller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the objects of an input say of what makes them, and how many pods they are to have. */
final class Owners {

    private final Map<Name, Controller> owners = new HashMap<>();
    private final Map<Name, JsonNode> replicas = new HashMap<>();

    private Owners() {}

    /** The name of an object, which kind and namespace belong to. */
    record Name(String kind, String namespace, String name) {}

    static Owners among(List<JsonNode> objects) {
        Owners owners = new Owners();
        objects.forEach(owners::add);
        return owners;
    }

    private void add(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        for (JsonNode reference : metadata.path("ownerReferences")) {
            if (reference.path("controller").asBoolean()) {
                Name name = new Name(
                        object.path("kind").asText(),
                        metadata.path("namespace").asText(),
                        metadata.path("name").asText());
                owners.put(
                        name,
                        new Controller(
                                reference.path("kind").asText(),
                                reference.path("name").asText()));
                replicas.put(name, object.at("/spec/replicas"));
            }
        }
    }

    /** What makes the object, empty if it does not say so. */
    Optional<Name> of(Name made) {
        return Optional.ofNullable(owners.get(made))
                .map(owner -> new Name(owner.kind(), made.namespace(), owner.name()));
    }

    /** Whether the object is to have no pods, as former ReplicaSets of a Deployment. */
    boolean isRetired(Name made) {
        JsonNode number = replicas.get(made);
        return number != null && number.isNumber() && number.intValue() == 0;
    }
}
