package dev.probebypass.manifests;

import com.fasterxml.jackson.core.JsonPointer;
import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.List;

/** What of an input is passed over though it may make pods. Objects of kinds that make none are nothing to speak of. */
final class PassedOver {

    private final List<String> each = new ArrayList<>();
    private final List<WrittenObject> makers = new ArrayList<>();
    private final List<WrittenObject> unknown = new ArrayList<>();

    void withoutKind(Document document, JsonPointer pointer) {
        each.add(document.place(pointer) + ": no Kubernetes object (it has no kind), passed over");
    }

    /** An object from which no pods come. */
    void add(WrittenObject object) {
        if (PodTemplates.areIn(object.kind())) {
            each.add(object.document().place(object.pointer()) + ": " + withoutTemplate(object) + ", passed over");
        } else if (PodlessKinds.makePods(object.kind())) {
            makers.add(object);
        } else if (!PodlessKinds.have(object.kind())) {
            unknown.add(object);
        }
    }

    private static String withoutTemplate(WrittenObject object) {
        return Workloads.reference(object)
                .map(other -> "Rollout whose pod template is that of %s, which is not in the input"
                        .formatted(OutsideText.name(other)))
                .orElseGet(() -> object.kind().kind() + " without a pod template");
    }

    /** One sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(each);
        NamedObjects.list(makers, WrittenObject::title)
                .ifPresent(names ->
                        notes.add("passed over, though they make pods: no pod template can be read of them: " + names));
        NamedObjects.list(unknown, WrittenObject::title)
                .ifPresent(names -> notes.add("passed over, no pod template is to be seen in them: " + names));
        return notes;
    }
}
