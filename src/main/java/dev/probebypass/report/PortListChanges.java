package dev.probebypass.report;

import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.report.ChangesDocument.AnnotationChange;
import dev.probebypass.report.ChangesDocument.PortChange;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has changed about the lists of ports in a mesh's annotations beside what probes tell: somebody has put a port there by hand
 * that no probe calls.
 */
final class PortListChanges {

    private static final String LIST_OF_PORTS = "ports";

    private PortListChanges() {}

    /**
     * The changed lists.
     *
     * @param told what is said of their ports anyway
     */
    static List<AnnotationChange> between(
            SortedMap<String, String> before, SortedMap<String, String> after, Stream<PortChange> told) {
        Set<String> explained = told.map(port -> Integer.toString(port.port())).collect(Collectors.toSet());
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .filter(PortListChanges::isListOfPorts)
                .filter(key -> !explained.containsAll(difference(value(before, key), value(after, key))))
                .map(key -> new AnnotationChange(key, before.get(key), after.get(key)))
                .toList();
    }

    private static boolean isListOfPorts(String key) {
        return key.toLowerCase(Locale.ROOT).endsWith(LIST_OF_PORTS) && !key.equals(AnnotationKeys.BYPASSED_PORTS);
    }

    private static Optional<String> value(SortedMap<String, String> annotations, String key) {
        return Optional.ofNullable(annotations.get(key));
    }

    /** What only one of two lists has. */
    private static Set<String> difference(Optional<String> before, Optional<String> after) {
        Set<String> one = elements(before);
        Set<String> other = elements(after);
        Set<String> difference = new HashSet<>(one);
        difference.addAll(other);
        one.retainAll(other);
        difference.removeAll(one);
        return difference;
    }

    private static Set<String> elements(Optional<String> list) {
        return list.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
