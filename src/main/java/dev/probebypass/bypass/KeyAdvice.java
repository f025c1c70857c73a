package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.text.Spelling;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The advice on keys of our domain that say nothing where they stand: those that nobody knows, and those that belong elsewhere.
 *
 * @param level where they stand: {@code namespace} or {@code pod}
 * @param annotations what may be an annotation there
 */
record KeyAdvice(AdviceCollector advice, String level, List<String> annotations) {

    private static final List<String> OF_PODS = Stream.concat(
                    AnnotationKeys.ANNOTATIONS.stream(), Stream.of(AnnotationKeys.BYPASSED_PORTS))
            .collect(Collectors.toUnmodifiableList());

    KeyAdvice {
        annotations = List.copyOf(annotations);
    }

    static KeyAdvice ofNamespace(AdviceCollector advice) {
        return new KeyAdvice(advice, "namespace", AnnotationKeys.ANNOTATIONS);
    }

    static KeyAdvice ofPod(AdviceCollector advice) {
        return new KeyAdvice(advice, "pod", OF_PODS);
    }

    void about(Map<String, String> labelsThere, Map<String, String> annotationsThere) {
        about("label", labelsThere, AnnotationKeys.LABELS);
        about("annotation", annotationsThere, annotations);
    }

    private void about(String kind, Map<String, String> there, List<String> known) {
        if (!there.isEmpty() && has(there, known)) {
            unknown(there, known).forEach(key -> add(kind, key));
        }
    }

    private static boolean has(Map<String, String> there, List<String> known) {
        for (String key : there.keySet()) {
            if (isUnknown(key, known)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnknown(String key, List<String> known) {
        return AnnotationKeys.isOurs(key) && !known.contains(key);
    }

    /** The first by name of those that nobody knows, as many as there is room for in warnings. */
    private static TreeSet<String> unknown(Map<String, String> there, List<String> known) {
        TreeSet<String> unknown = new TreeSet<>();
        for (String key : there.keySet()) {
            if (isUnknown(key, known)) {
                unknown.add(key);
                if (unknown.size() > AdviceText.COUNT) {
                    unknown.removeLast();
                }
            }
        }
        return unknown;
    }

    private void add(String kind, String key) {
        if (AnnotationKeys.LABELS.contains(key)) {
            advice.add(Code.MISPLACED_KEY, level, kind, key, "a label");
        } else if (OF_PODS.contains(key)) {
            advice.add(
                    Code.MISPLACED_KEY,
                    level,
                    kind,
                    key,
                    annotations.contains(key) ? "an annotation" : "an annotation of the pod, and we write it");
        } else {
            advice.add(Code.UNKNOWN_KEY, level, kind, key, nearest(key));
        }
    }

    /** The key that is meant most likely, and what it has to be. */
    private String nearest(String key) {
        List<String> names = Stream.concat(annotations.stream(), AnnotationKeys.LABELS.stream())
                .map(each -> each.substring(AnnotationKeys.DOMAIN.length()))
                .toList();
        String nearest = AnnotationKeys.DOMAIN + Spelling.closest(key.substring(AnnotationKeys.DOMAIN.length()), names);
        return (AnnotationKeys.LABELS.contains(nearest) ? "label " : "annotation ") + nearest;
    }
}
