package dev.probebypass.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A pod that somebody wrote down, or that a workload makes.
 *
 * @param kind what it was written as: {@code Pod}, {@code Deployment}, …
 * @param name its own, or the workload's
 * @param pod as the API server would get it
 */
record PodSource(String kind, String namespace, String name, JsonNode pod) {

    String place() {
        return namespace + "/" + name;
    }
}
