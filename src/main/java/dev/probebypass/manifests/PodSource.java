package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A pod that somebody wrote down, or that a workload makes.
 *
 * @param kind what it was written as: {@code Pod}, {@code Deployment}, …
 * @param name its own, or the workload's
 * @param pod as the API server would get it
 */
public record PodSource(String kind, String namespace, String name, JsonNode pod) {

    /** Its namespace and name, as {@code shop/web}. */
    public String place() {
        return namespace + "/" + name;
    }
}
