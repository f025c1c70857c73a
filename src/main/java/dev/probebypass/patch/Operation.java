package dev.probebypass.patch;

import java.util.Map;

/**
 * An operation of a JSON Patch.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902#section-4">RFC 6902, section 4</a>
 */
public sealed interface Operation {

    /** A JSON Pointer (RFC 6901) to what is changed. */
    String path();

    /** Sets a string, whether there was one or not. */
    record AddText(String path, String value) implements Operation {}

    /** Sets an object whose values are strings. */
    record AddObject(String path, Map<String, String> value) implements Operation {}

    /** Takes away what is there. */
    record Remove(String path) implements Operation {}
}
