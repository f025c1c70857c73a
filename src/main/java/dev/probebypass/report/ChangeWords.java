package dev.probebypass.report;

import dev.probebypass.bypass.Reason;
import dev.probebypass.report.ChangesDocument.Decision;
import dev.probebypass.report.ChangesDocument.Outcome;
import dev.probebypass.report.ChangesDocument.PodChange;
import dev.probebypass.report.ChangesDocument.PortChange;
import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people read of changes, in whatever form. */
final class ChangeWords {

    static final String OPENED = "opened";
    static final String CLOSED = "closed";
    static final String NOTHING = "-";

    private ChangeWords() {}

    /** All of it in a line. */
    static String count(ChangesDocument changes) {
        List<String> parts = new ArrayList<>();
        add(parts, ports(changes, PodChange::opened), "port", OPENED);
        add(parts, ports(changes, PodChange::closed), "port", CLOSED);
        add(parts, pods(changes, PodChange.NEW), "pod", PodChange.NEW);
        add(parts, pods(changes, PodChange.GONE), "pod", PodChange.GONE);
        add(parts, pods(changes, PodChange.CHANGED), "pod", PodChange.CHANGED);
        String what = parts.isEmpty() ? "nothing opened, nothing closed" : String.join(", ", parts);
        return "%s; %d %s"
                .formatted(
                        what,
                        changes.unchanged(),
                        changes.unchanged() == 1 ? "pod is as before" : "pods are as before");
    }

    private static void add(List<String> parts, int number, String noun, String verb) {
        if (number > 0) {
            parts.add("%d %s %s".formatted(number, number == 1 ? noun : noun + "s", verb));
        }
    }

    static int ports(ChangesDocument changes, Function<PodChange, List<PortChange>> which) {
        return changes.pods().stream().mapToInt(pod -> which.apply(pod).size()).sum();
    }

    private static int pods(ChangesDocument changes, String change) {
        return (int) changes.pods().stream()
                .filter(pod -> pod.change().equals(change))
                .count();
    }

    /** The pod's namespace, name and kind, on one line. */
    static String title(PodChange pod) {
        return "%s (%s)"
                .formatted(
                        OutsideText.escape(pod.namespace() + "/" + pod.name(), 2 * OutsideText.NAME),
                        OutsideText.name(pod.kind()));
    }

    /** A port, and where it is if it is not the pod's. */
    static String port(PortChange change) {
        return change.direction().equals(PodState.Port.INBOUND)
                ? Integer.toString(change.port())
                : change.direction() + " " + change.port();
    }

    /** The sentence behind a decision's reason, empty if another version has given it. */
    static Optional<String> explanation(Decision decision) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(decision.reason()))
                .map(Reason::explanation)
                .findFirst();
    }

    /** What takes the pod, and why nothing is done if so. */
    static String outcome(@Nullable Outcome outcome) {
        if (outcome == null) {
            return NOTHING;
        }
        String mesh = "mesh " + Optional.ofNullable(outcome.mesh()).orElse("none");
        String audit = outcome.mode().equals("audit") ? ", mode audit" : "";
        return mesh
                + audit
                + Optional.ofNullable(outcome.reason())
                        .map(reason -> ", " + reason)
                        .orElse("");
    }

    /** A verdict and its reason, without the sentence behind it. */
    static String words(@Nullable Decision decision) {
        return decision == null ? NOTHING : decision.verdict() + " " + decision.reason();
    }

    /** Whether the pod as a whole is treated in another way. */
    static boolean changesOutcome(PodChange pod) {
        return pod.change().equals(PodChange.CHANGED) && !outcome(pod.before()).equals(outcome(pod.after()));
    }
}
