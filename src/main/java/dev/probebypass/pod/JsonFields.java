package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Steps through JSON objects and arrays, and takes any other value for an empty one. */
public final class JsonFields {

    private static final TextCache RECENT = new TextCache();

    private JsonFields() {}

    /** Reads the value of one field; the parser stands at the value's first token, and afterwards at its last. */
    @FunctionalInterface
    public interface FieldReader {
        void read(String field) throws IOException;
    }

    /** Reads one element of an array, on the same terms. */
    @FunctionalInterface
    public interface ElementReader {
        void read() throws IOException;
    }

    public static void each(JsonParser json, FieldReader reader) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            reader.read(field);
        }
    }

    public static void elements(JsonParser json, ElementReader reader) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            reader.read();
        }
    }

    /** The text of a string, empty for any other value. */
    public static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return RECENT.of(json).orElse("");
        }
        json.skipChildren();
        return "";
    }

    /** The text of a string that is there and says something. */
    public static Optional<String> name(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getTextLength() == 0 ? Optional.empty() : RECENT.of(json);
        }
        json.skipChildren();
        return Optional.empty();
    }

    /** The text of a string, for one that will not come again. */
    public static String uniqueText(JsonParser json) throws IOException {
        return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : text(json);
    }

    /** A port number or name. */
    static PortReference port(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return PortReference.of(text(json));
        }
        // Five digits and a sign: longer ones are no ports, and may be too long for any number type.
        return json.getTextLength() <= 6
                ? PortReference.of(json.getLongValue())
                : new PortReference.Named(json.getText());
    }
}
