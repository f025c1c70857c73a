package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pod that somebody wrote down, or that a workload makes.
 *
 * @param kind what it was written as: {@code Pod}, {@code Deployment}, …
 * @param name its own, or the workload's; of a workload with several parts that of the part behind it: {@code train[workers]}
 * @param origin where it was written
 * @param pod as the API server would get it, with what the workload's controller adds
 * @param written the workload, or the pod itself, as it was written
 * @param ordinals by which the workload's pods differ; this is the first
 * @param notes what a reader should know of how it was written, one sentence each
 */
public record PodSource(
        String kind,
        String namespace,
        String name,
        PodOrigin origin,
        JsonNode pod,
        JsonNode written,
        Ordinals ordinals,
        List<String> notes) {

    public PodSource {
        notes = List.copyOf(notes);
    }

    /** Its namespace and name, as {@code shop/web}. */
    public String place() {
        return namespace + "/" + name;
    }

    /** The same with more notes. */
    public PodSource plus(List<String> more) {
        return more.isEmpty()
                ? this
                : new PodSource(
                        kind,
                        namespace,
                        name,
                        origin,
                        pod,
                        written,
                        ordinals,
                        Stream.concat(notes.stream(), more.stream()).toList());
    }
}
