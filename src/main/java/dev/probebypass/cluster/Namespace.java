package dev.probebypass.cluster;

import java.util.Map;

/** A Namespace. */
public record Namespace(String name, Map<String, String> labels, Map<String, String> annotations) {

    public Namespace {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
