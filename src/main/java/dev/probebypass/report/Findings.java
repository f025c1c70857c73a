package dev.probebypass.report;

import dev.probebypass.bypass.OutboundDecision;
import dev.probebypass.bypass.PodReason;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.Verdict;
import dev.probebypass.report.ChangesDocument.PodChange;
import dev.probebypass.report.ChangesDocument.PortChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What of an explanation somebody may want to stop at, a sentence each.
 *
 * @param report all of it
 * @param changes since a baseline, empty if there is none
 */
public record Findings(Report report, Optional<ChangesDocument> changes) {

    /** What creators of pods are told. */
    public List<String> warnings() {
        return ofPods(Explanation::sentences).toList();
    }

    /** What was assumed, passed over, or is worth knowing. */
    public List<String> notes() {
        return Stream.of(report.assumptions().stream(), report.notes().stream(), ofPods(Explanation::notes))
                .flatMap(Function.identity())
                .toList();
    }

    /** Whether there is no pod, or none of which a port could be decided: a gate would pass on nothing. */
    public List<String> nothing() {
        if (report.explanations().isEmpty()) {
            return List.of("no pod was found in the input");
        }
        return report.explanations().stream().allMatch(Findings::isOutside)
                ? List.of("no pod of the input is in a mesh, as far as can be seen, and the webhook's to decide about")
                : List.of();
    }

    private static boolean isOutside(Explanation explanation) {
        return explanation
                .plan()
                .reason()
                .filter(reason -> reason == PodReason.NOT_IN_MESH || reason == PodReason.EXCLUDED)
                .isPresent();
    }

    /** Ports that bypass the sidecar. */
    public List<String> bypassed() {
        return ofPods(each -> ports(each, Verdict.BYPASS)).toList();
    }

    /** Ports that are left. */
    public List<String> left() {
        return ofPods(each -> ports(each, Verdict.LEAVE)).toList();
    }

    /** Ports that bypass the sidecar and did not do so. */
    public List<String> opened() {
        return changed(PodChange::opened, ChangeWords.OPENED);
    }

    /** Ports that bypass the sidecar no more. */
    public List<String> closed() {
        return changed(PodChange::closed, ChangeWords.CLOSED);
    }

    private Stream<String> ofPods(Function<Explanation, List<String>> which) {
        return report.explanations().stream()
                .flatMap(each -> which.apply(each).stream().map(text -> each.title() + ": " + text));
    }

    private static List<String> ports(Explanation explanation, Verdict verdict) {
        return Stream.concat(
                        explanation.plan().ports().stream()
                                .filter(port -> port.verdict() == verdict)
                                .map(Findings::text),
                        explanation.plan().outbound().stream()
                                .filter(port -> port.verdict() == verdict)
                                .map(Findings::text))
                .distinct()
                .toList();
    }

    private static String text(PortDecision port) {
        return "port %s, %s".formatted(port.portText(), port.reason().explanation());
    }

    private static String text(OutboundDecision port) {
        return "port %d elsewhere, %s".formatted(port.port(), port.reason().explanation());
    }

    private List<String> changed(Function<PodChange, List<PortChange>> which, String verb) {
        return changes.stream()
                .flatMap(all -> all.pods().stream())
                .flatMap(pod -> which.apply(pod).stream()
                        .map(port ->
                                "%s: port %s is %s".formatted(ChangeWords.title(pod), ChangeWords.port(port), verb)))
                .toList();
    }
}
