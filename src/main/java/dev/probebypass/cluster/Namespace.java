package dev.probebypass.cluster;

import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.objects.ObjectSize;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Namespace.
 *
 * @param annotations ours
 * @param isWhole whether all of its labels and annotations are there
 */
public record Namespace(String name, Map<String, String> labels, Map<String, String> annotations, boolean isWhole) {

    /** Characters of labels that are left of one that is too large: more than say who may inject what. */
    private static final int ESSENCE = 512;

    public Namespace {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** A Namespace of which everything is known. */
    public Namespace(String name, Map<String, String> labels, Map<String, String> annotations) {
        this(name, labels, annotations, true);
    }

    /** This one, with the labels and annotations of another that it does not have itself. */
    Namespace over(Namespace other) {
        Map<String, String> allLabels = new HashMap<>(other.labels);
        allLabels.putAll(labels);
        Map<String, String> allAnnotations = new HashMap<>(other.annotations);
        allAnnotations.putAll(annotations);
        return new Namespace(name, allLabels, allAnnotations, other.isWhole);
    }

    /** The bytes of memory that it takes, estimated; never zero. */
    long size() {
        return ObjectSize.OBJECT + ObjectSize.text(name) + ObjectSize.texts(labels) + ObjectSize.texts(annotations);
    }

    /** What is left of one that is too large to be kept: of its labels our own, then the shortest. */
    public Namespace essence() {
        List<Map.Entry<String, String>> candidates = labels.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, String>>comparingInt(label -> isOurs(label) ? 0 : length(label))
                        .thenComparing(Map.Entry::getKey))
                .toList();
        Map<String, String> kept = new HashMap<>();
        int left = ESSENCE;
        for (Map.Entry<String, String> label : candidates) {
            left -= length(label);
            if (left >= 0) {
                kept.put(label.getKey(), label.getValue());
            }
        }
        return new Namespace(name, kept, Map.of(), false);
    }

    private static boolean isOurs(Map.Entry<String, String> label) {
        return label.getKey().equals(AnnotationKeys.ENABLED);
    }

    private static int length(Map.Entry<String, String> label) {
        return label.getKey().length() + label.getValue().length();
    }
}
