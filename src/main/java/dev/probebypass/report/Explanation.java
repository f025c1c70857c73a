package dev.probebypass.report;

import dev.probebypass.admission.PodPatch;
import dev.probebypass.bypass.Note;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.Verdict;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.pod.Pod;
import dev.probebypass.text.OutsideText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What becomes of one pod.
 *
 * @param source where it comes from
 * @param pod as it was read
 * @param plan what was decided
 * @param patch what the API server would get
 * @param folded objects of the input that it makes, directly or not, and for which it holds too
 * @param remarks what else there is to know, one sentence each
 */
public record Explanation(
        PodSource source, Pod pod, Plan plan, PodPatch patch, List<MadeObject> folded, List<String> remarks) {

    private static final String PREFIX = "probe-bypass: ";

    public Explanation {
        folded = List.copyOf(folded);
        remarks = List.copyOf(remarks);
    }

    Explanation(PodSource source, Pod pod, Plan plan, PodPatch patch) {
        this(source, pod, plan, patch, List.of(), List.of());
    }

    /** An object that another one of the same namespace makes. */
    public record MadeObject(String kind, String name) {}

    Explanation withFolded(List<MadeObject> objects) {
        return new Explanation(source, pod, plan, patch, objects, remarks);
    }

    Explanation withRemark(String remark) {
        return new Explanation(source, pod, plan, patch, folded, List.of(remark));
    }

    /** The same with those decisions about ports alone that have one of the verdicts. */
    Explanation only(List<Verdict> verdicts) {
        Plan shown = new Plan(
                plan.mesh(),
                plan.reason(),
                plan.ports().stream()
                        .filter(port -> verdicts.contains(port.verdict()))
                        .toList(),
                plan.outbound().stream()
                        .filter(port -> verdicts.contains(port.verdict()))
                        .toList(),
                plan.changes(),
                plan.advice(),
                plan.notes(),
                plan.mode());
        return new Explanation(source, pod, shown, patch, folded, remarks);
    }

    /** Its namespace, name and kind, and what else it holds for, on one line for people. */
    public String title() {
        return "%s (%s%s)"
                .formatted(
                        OutsideText.escape(source.place(), 2 * OutsideText.NAME),
                        OutsideText.name(source.kind()),
                        alsoFor());
    }

    private String alsoFor() {
        long pods = folded.stream().filter(each -> each.kind().equals("Pod")).count();
        if (pods == 0) {
            return folded.isEmpty() ? "" : ", and what it makes";
        }
        return pods == 1 ? ", and 1 pod of it" : ", and %d pods of it".formatted(pods);
    }

    /** Whether the API server gets a patch. */
    public boolean isPatched() {
        return !patch.patch().isEmpty();
    }

    /** What whoever creates the pod is told. */
    public List<String> warnings() {
        return patch.warnings(plan);
    }

    /** The warnings without what tells kubectl's users who warns: nobody else does here. */
    public List<String> sentences() {
        return warnings().stream()
                .map(warning -> warning.startsWith(PREFIX) ? warning.substring(PREFIX.length()) : warning)
                .toList();
    }

    /** What else there is to know of it: of how it was written, and of what was decided. */
    public List<String> notes() {
        return Stream.of(
                        remarks.stream(),
                        source.notes().stream(),
                        plan.notes().stream().map(Note::text))
                .flatMap(Function.identity())
                .toList();
    }

    /** What changes of the pod's annotations, by key and in order; an empty value takes the annotation away. */
    public Map<String, Optional<String>> changes() {
        return isPatched() ? plan.patch() : Map.of();
    }

    /** The pod's mesh annotations, and our record, as they would be stored. */
    SortedMap<String, String> annotations() {
        SortedMap<String, String> annotations = new TreeMap<>();
        pod.annotations().kept().forEach((key, value) -> {
            if (Meshes.readsAsMesh(key) || key.equals(AnnotationKeys.BYPASSED_PORTS)) {
                annotations.put(key, value);
            }
        });
        changes()
                .forEach((key, value) ->
                        value.ifPresentOrElse(text -> annotations.put(key, text), () -> annotations.remove(key)));
        return annotations;
    }
}
