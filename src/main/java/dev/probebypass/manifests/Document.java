package dev.probebypass.manifests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A document of the input.
 *
 * @param file where it stands
 * @param number which document of the file it is, from 1
 */
record Document(String file, int number, JsonNode content) {

    /** What {@link #file} says of what has no file. */
    static final String STANDARD_INPUT = "standard input";

    String place() {
        return "%s, document %d".formatted(file, number);
    }

    /** The place of something in the document. */
    String place(JsonPointer pointer) {
        return pointer.matches()
                ? place()
                : "%s, %s".formatted(place(), pointer.toString().substring(1));
    }

    /** The last part of the file's path. */
    String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** The directory of the file, empty if there is none. */
    Optional<String> directory() {
        int slash = file.lastIndexOf('/');
        return file.equals(STANDARD_INPUT)
                ? Optional.empty()
                : Optional.of(slash < 0 ? "." : file.substring(0, Math.max(1, slash)));
    }
}
