package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Makes the pods that workloads make. */
final class Workloads {

    private static final String ROLLOUT = "Rollout.argoproj.io";

    private final DistinctObjects others;

    /**
     * @param others in which a workload may have its pod template
     */
    Workloads(DistinctObjects others) {
        this.others = others;
    }

    /** The pods of an object, one for each of its templates; none where it makes no pods or has no template. */
    List<PodSource> pods(WrittenObject object) {
        List<PodTemplates.Place> places = PodTemplates.of(object.kind(), object.json());
        return places.isEmpty()
                ? borrowing(object).stream().toList()
                : places.stream().map(place -> pod(object, place)).toList();
    }

    /** The workload whose pod template an Argo Rollout takes, such as {@code Deployment shop/api}. */
    static Optional<String> reference(WrittenObject object) {
        JsonNode reference = object.json().at("/spec/workloadRef");
        return object.kind().id().equals(ROLLOUT) && reference.isObject()
                ? Optional.of("%s %s/%s"
                        .formatted(
                                reference.path("kind").asText(),
                                object.namespace(),
                                reference.path("name").asText()))
                : Optional.empty();
    }

    private static PodSource pod(WrittenObject object, PodTemplates.Place place) {
        String name = object.name() + place.part().map("[%s]"::formatted).orElse("");
        if (place.pointer().matches()) {
            return source(object, name, origin(object, place), object.json(), Ordinals.NONE)
                    .plus(ValueNotes.ofPod(object, object.json()));
        }
        ControllerTraces traces = ControllerTraces.of(object.kind(), object.json(), object.name(), place.part());
        JsonNode template = object.json().at(place.pointer());
        ObjectNode pod = fromTemplate(template, object.namespace(), traces);
        boolean isKnative = KnativePods.areOf(object.kind());
        if (isKnative) {
            pod.set("spec", KnativePods.spec(template.path("spec")));
        }
        return source(object, name, origin(object, place), pod, traces.ordinals())
                .plus(isKnative ? List.of(KnativePods.NOTE) : List.of())
                .plus(ValueNotes.ofPod(object, template));
    }

    /** The pod that an Argo Rollout makes of another workload's template. */
    private Optional<PodSource> borrowing(WrittenObject rollout) {
        JsonNode reference = rollout.json().at("/spec/workloadRef");
        return reference(rollout)
                .flatMap(_ -> others.find(
                        ApiKind.of(reference),
                        rollout.namespace(),
                        reference.path("name").asText()))
                .flatMap(other -> PodTemplates.of(other.kind(), other.json()).stream()
                        .findFirst()
                        .map(place -> borrowing(rollout, other, place)));
    }

    private static PodSource borrowing(WrittenObject rollout, WrittenObject other, PodTemplates.Place place) {
        ControllerTraces traces = ControllerTraces.of(rollout.kind(), rollout.json(), rollout.name(), place.part());
        JsonNode pod = fromTemplate(other.json().at(place.pointer()), rollout.namespace(), traces);
        return source(rollout, rollout.name(), origin(other, place), pod, traces.ordinals());
    }

    private static PodSource source(
            WrittenObject object, String name, PodOrigin origin, JsonNode pod, Ordinals ordinals) {
        return new PodSource(
                object.kind().kind(), object.namespace(), name, origin, pod, object.json(), ordinals, List.of());
    }

    private static PodOrigin origin(WrittenObject object, PodTemplates.Place place) {
        return new PodOrigin(object.document().file(), object.document().number(), object.pointer(), place.pointer());
    }

    private static ObjectNode fromTemplate(JsonNode template, String namespace, ControllerTraces traces) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.set("metadata", metadata(template.path("metadata"), namespace, traces));
        pod.set("spec", template.path("spec"));
        return pod;
    }

    /** A pod has metadata even if its template has none, and says what made it. */
    private static JsonNode metadata(JsonNode template, String namespace, ControllerTraces traces) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        if (template instanceof ObjectNode written) {
            metadata.setAll(written);
        } else if (!template.isMissingNode() && !template.isNull()) {
            return template;
        }
        metadata.remove(List.of("name", "generateName"));
        metadata.put("namespace", namespace);
        traces.podName()
                .ifPresent(prefix ->
                        metadata.put("name", prefix + traces.ordinals().first()));
        labels(metadata, traces);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("kind", traces.ownerKind())
                .put("name", traces.ownerName())
                .put("controller", true);
        return metadata;
    }

    /** A controller's labels take the place of the template's; labels that are no mapping stay as they are. */
    private static void labels(ObjectNode metadata, ControllerTraces traces) {
        JsonNode written = metadata.path("labels");
        if (!written.isObject() && !written.isMissingNode() && !written.isNull()) {
            return;
        }
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        written.forEachEntry(labels::set);
        traces.labels().forEach(labels::put);
        traces.ordinals().of(traces.ordinals().first()).forEach(labels::put);
        if (!labels.isEmpty()) {
            metadata.set("labels", labels);
        }
    }
}
