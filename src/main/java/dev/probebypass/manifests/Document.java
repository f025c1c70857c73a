package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A document of the input.
 *
 * @param file where it stands
 * @param number which document of the file it is, from 1
 */
record Document(String file, int number, JsonNode content) {

    String place() {
        return "%s, document %d".formatted(file, number);
    }
}
