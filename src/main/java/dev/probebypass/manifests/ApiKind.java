package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The kind of an object with its API group, by which it can't be taken for another's.
 *
 * @param group empty for Kubernetes' core, and where the object names no {@code apiVersion}
 */
record ApiKind(String group, String kind) {

    static ApiKind of(JsonNode object) {
        String version = object.path("apiVersion").asText();
        return new ApiKind(
                version.substring(0, Math.max(0, version.indexOf('/'))),
                object.path("kind").asText());
    }

    /** Whether it is of one of Kubernetes' first groups, whose names have no dot. */
    boolean isBuiltIn() {
        return !group.contains(".");
    }

    /** Whether it is that kind of Kubernetes' own. */
    boolean isBuiltIn(String wanted) {
        return isBuiltIn() && kind.equals(wanted);
    }

    /** The kind, with its group where that is not one of Kubernetes' first: {@code Deployment}, {@code Job.batch.volcano.sh}. */
    String id() {
        return isBuiltIn() ? kind : kind + "." + group;
    }
}
