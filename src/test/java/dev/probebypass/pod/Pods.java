package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Pods from JSON. */
final class Pods {

    private static final JsonFactory JSON = new JsonFactory();

    private Pods() {}

    /** Reads a pod, and keeps every annotation of {@code example.com}. */
    static Pod read(String json) throws IOException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    static Pod read(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return PodReader.read(parser, key -> key.startsWith("example.com/"));
        }
    }

    /** The only container of a pod. */
    static Container container(String json) throws IOException {
        return read("{\"spec\": {\"containers\": [" + json + "]}}").containers().getFirst();
    }
}
