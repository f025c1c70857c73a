package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Reads a reference to an owner. */
final class OwnerReader {

    /** Of an object. */
    private static final int LONGEST_NAME = 253;

    private final JsonParser json;

    private String kind = "";
    private String name = "";
    private boolean controls;

    OwnerReader(JsonParser json) {
        this.json = json;
    }

    /** The owner if it controls the pod. */
    Optional<Controller> controller() throws IOException {
        JsonFields.each(json, this::field);
        return controls && !name.isEmpty() && name.length() <= LONGEST_NAME
                ? Optional.of(new Controller(kind, name))
                : Optional.empty();
    }

    private void field(String field) throws IOException {
        switch (field) {
            case "kind" -> kind = JsonFields.text(json);
            case "name" -> name = JsonFields.text(json);
            case "controller" -> {
                controls = json.currentToken() == JsonToken.VALUE_TRUE;
                json.skipChildren();
            }
            default -> json.skipChildren();
        }
    }
}
