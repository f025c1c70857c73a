package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.List;

/**
 * The Kubernetes objects of an input: pods to explain, and everything there is around them.
 *
 * @param notes what was passed over, and why
 */
public record Manifests(List<PodSource> pods, List<JsonNode> objects, List<String> notes) {

    public Manifests {
        pods = List.copyOf(pods);
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }

    /**
     * Reads everything.
     *
     * @param sources files, directories, or {@code -} for standard input
     * @param namespace of objects that name none
     * @throws UnreadableInputException with a line for each thing that can't be read
     */
    public static Manifests read(List<String> sources, InputStream standardInput, String namespace)
            throws UnreadableInputException {
        return in(ManifestText.read(sources, standardInput), namespace);
    }

    /**
     * Finds the objects of texts.
     *
     * @param namespace of objects that name none
     */
    public static Manifests in(List<ManifestText> texts, String namespace) {
        ManifestSorter sorter = new ManifestSorter(namespace);
        texts.forEach(text -> text.located().forEach(sorter::add));
        return sorter.sorted();
    }

    /**
     * The same of objects that somebody else has read, such as those of a live cluster.
     *
     * @param namespace of objects that name none
     */
    public static Manifests of(List<JsonNode> objects, String namespace) {
        ManifestSorter sorter = new ManifestSorter(namespace);
        for (int i = 0; i < objects.size(); i++) {
            sorter.add(new Document("the cluster", i + 1, objects.get(i)));
        }
        return sorter.sorted();
    }
}
