package dev.probebypass.inject;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.inject.TextNode.Alias;
import dev.probebypass.inject.TextNode.Entry;
import dev.probebypass.inject.TextNode.Mapping;
import dev.probebypass.inject.TextNode.Scalar;
import dev.probebypass.inject.TextNode.Sequence;
import dev.probebypass.inject.TextNode.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The edits that put the annotations of a pod into its document. What an alias stands for is written out where it stands, and
 * what is merged into a mapping too.
 */
final class AnnotationEdits {

    private final MappingEdits mappings;
    private final List<Edit> edits = new ArrayList<>();

    private AnnotationEdits(MappingEdits mappings) {
        this.mappings = mappings;
    }

    /**
     * Finds them.
     *
     * @param expected the document as it has to be
     */
    static List<Edit> of(MappingEdits mappings, TextNode document, JsonNode expected, Injection injection) {
        AnnotationEdits edits = new AnnotationEdits(mappings);
        JsonPointer place = injection
                .target()
                .appendProperty(ExpectedDocument.METADATA)
                .appendProperty(ExpectedDocument.ANNOTATIONS);
        edits.at(place, document, expected, injection.changes());
        return edits.edits;
    }

    private void at(JsonPointer place, TextNode node, JsonNode expected, Map<String, Optional<String>> changes) {
        switch (node) {
            case Mapping mapping -> {
                String key = place.getMatchingProperty();
                mapping.find(key)
                        .ifPresentOrElse(
                                entry -> in(mapping, entry, place.tail(), expected.path(key), changes),
                                () -> add(mapping, key, expected.path(key)));
            }
            case Sequence sequence -> {
                int index = place.getMatchingIndex();
                at(place.tail(), sequence.items().get(index), expected.path(index), changes);
            }
            case Scalar _, Alias _ -> edits.add(mappings.replace(node, expected));
        }
    }

    private void in(
            Mapping parent, Entry entry, JsonPointer rest, JsonNode expected, Map<String, Optional<String>> changes) {
        if (!rest.matches()) {
            at(rest, entry.value(), expected, changes);
        } else if (isUnfolded(parent, entry) && !expected.isEmpty()) {
            edits.addAll(mappings.unfold(entry, expected));
        } else if (entry.value() instanceof Mapping annotations) {
            change(entry, annotations, expected, changes);
        } else {
            edits.add(mappings.replace(entry.value(), expected));
        }
    }

    /** Metadata stand before what they describe. */
    private void add(Mapping mapping, String key, JsonNode value) {
        Optional<Entry> spec = mapping.find("spec");
        boolean isBefore = key.equals(ExpectedDocument.METADATA) && mapping.style() == Style.BLOCK && spec.isPresent();
        edits.add(
                isBefore
                        ? mappings.prepend(spec.get(), key, value)
                        : mappings.append(mapping, List.of(Map.entry(key, value))));
    }

    /** Whether annotations are there but empty, and can have lines of their own. */
    private boolean isUnfolded(Mapping parent, Entry entry) {
        boolean isNothing = entry.value() instanceof Scalar
                || (entry.value() instanceof Mapping mapping
                        && mapping.entries().isEmpty());
        return isNothing && parent.style() == Style.BLOCK && mappings.isBesideItsKey(entry);
    }

    private void change(Entry annotations, Mapping mapping, JsonNode expected, Map<String, Optional<String>> changes) {
        if (changes.entrySet().stream().anyMatch(change -> isBeyondLines(mapping, change))) {
            edits.add(mappings.replace(mapping, expected));
            return;
        }
        if (expected.isEmpty() && !mapping.entries().isEmpty()) {
            edits.add(mappings.empty(annotations));
        }
        List<Map.Entry<String, JsonNode>> added = new ArrayList<>();
        changes.forEach((key, value) -> {
            Optional<Entry> entry = mapping.find(key);
            if (entry.isEmpty()) {
                added.add(Map.entry(key, expected.path(key)));
            } else {
                edits.add(
                        value.isEmpty()
                                ? mappings.remove(entry.get())
                                : mappings.replace(entry.get().value(), expected.path(key)));
            }
        });
        if (!added.isEmpty()) {
            edits.add(mappings.append(mapping, added));
        }
    }

    /** Whether an annotation goes that has no line of its own. */
    private static boolean isBeyondLines(Mapping mapping, Map.Entry<String, Optional<String>> change) {
        return change.getValue().isEmpty()
                && (mapping.style() == Style.FLOW
                        || mapping.find(change.getKey()).isEmpty());
    }
}
