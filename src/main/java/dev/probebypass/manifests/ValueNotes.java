package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Words for values that the API server refuses. */
final class ValueNotes {

    private ValueNotes() {}

    /** What is wrong with a pod as it was written, one sentence each. */
    static List<String> ofPod(WrittenObject object, JsonNode template) {
        Stream<String> ofWorkload = template.equals(object.json())
                ? Stream.empty()
                : RefusedValues.inMetadata(object.json().path("metadata")).stream();
        List<String> noTexts = Stream.concat(ofWorkload, RefusedValues.inMetadata(template.path("metadata")).stream())
                .distinct()
                .toList();
        List<String> notes = new ArrayList<>(2);
        NamedObjects.list(noTexts)
                .ifPresent(values -> notes.add(
                        "the API server refuses values of labels and annotations that are no texts, put them in quotes: "
                                + values));
        NamedObjects.list(RefusedValues.inPod(template.path("spec")).stream()
                        .distinct()
                        .toList())
                .ifPresent(values -> notes.add(
                        "a number in quotes is a text, as a port it is a name, and the API server refuses it, take the quotes away: "
                                + values));
        return notes;
    }

    /** The same of objects that make no pods, in one sentence. */
    static Optional<String> ofOthers(List<WrittenObject> objects) {
        List<String> refused = new ArrayList<>();
        for (WrittenObject object : objects) {
            NamedObjects.list(RefusedValues.inOther(object.json()))
                    .ifPresent(values -> refused.add("%s (%s)".formatted(object.title(), values)));
        }
        return NamedObjects.list(refused)
                .map(names ->
                        "the API server refuses values without quotes in labels, annotations and selectors, and ports in quotes, which are names: "
                                + names);
    }
}
