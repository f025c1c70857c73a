package dev.probebypass.report;

import dev.probebypass.report.ChangesDocument.AnnotationChange;
import dev.probebypass.report.ChangesDocument.Decision;
import dev.probebypass.report.ChangesDocument.PodChange;
import dev.probebypass.report.ChangesDocument.PortChange;
import dev.probebypass.report.PodState.Port;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares two explanations. */
public final class Changes {

    private final Baseline before;
    private final Baseline after;

    private Changes(Baseline before, Baseline after) {
        this.before = before;
        this.after = after;
    }

    /** What has changed from the baseline to the report. */
    public static ChangesDocument since(Baseline baseline, Report report) {
        ReportDocument document = ReportDocument.of(report);
        Baseline now = Baseline.of(document);
        Map<Baseline.Key, PodChange> pods = new Changes(baseline, now).pods();
        int changed =
                (int) now.pods().keySet().stream().filter(pods::containsKey).count();
        return new ChangesDocument(
                ReportDocument.SCHEMA_VERSION,
                List.copyOf(pods.values()),
                now.pods().size() - changed,
                document.notes());
    }

    private Map<Baseline.Key, PodChange> pods() {
        Set<Baseline.Key> keys = new HashSet<>(before.pods().keySet());
        keys.addAll(after.pods().keySet());
        Map<Baseline.Key, PodChange> changes = new TreeMap<>();
        for (Baseline.Key key : keys) {
            change(key, before.find(key), after.find(key)).ifPresent(change -> changes.put(key, change));
        }
        return changes;
    }

    private static Optional<PodChange> change(Baseline.Key key, Optional<PodState> before, Optional<PodState> after) {
        List<PortChange> opened = opened(before, after);
        List<PortChange> closed = closed(before, after);
        List<AnnotationChange> annotations = after.filter(PodState::hasSidecar).isPresent()
                ? PortListChanges.between(
                        annotations(before), annotations(after), Stream.concat(opened.stream(), closed.stream()))
                : List.of();
        boolean isSame = before.isPresent()
                && after.isPresent()
                && opened.isEmpty()
                && closed.isEmpty()
                && annotations.isEmpty()
                && before.get().hasSidecar() == after.get().hasSidecar();
        return isSame
                ? Optional.empty()
                : Optional.of(new PodChange(
                        key.kind(),
                        key.namespace(),
                        key.name(),
                        word(before, after),
                        before.map(PodState::outcome).orElse(null),
                        after.map(PodState::outcome).orElse(null),
                        opened,
                        closed,
                        annotations));
    }

    private static SortedMap<String, String> annotations(Optional<PodState> state) {
        return state.map(PodState::annotations).orElseGet(TreeMap::new);
    }

    private static String word(Optional<PodState> before, Optional<PodState> after) {
        if (before.isEmpty()) {
            return PodChange.NEW;
        }
        return after.isEmpty() ? PodChange.GONE : PodChange.CHANGED;
    }

    private static List<PortChange> opened(Optional<PodState> before, Optional<PodState> after) {
        return ports(after)
                .filter(port -> !isOpen(before, port))
                .map(port -> portChange(port, before, after))
                .toList();
    }

    /** Where the pod has lost its sidecar nothing stands before its ports any more: none of them is closed. */
    private static List<PortChange> closed(Optional<PodState> before, Optional<PodState> after) {
        if (after.isPresent() && !after.get().hasSidecar()) {
            return List.of();
        }
        return ports(before)
                .filter(port -> !isOpen(after, port))
                .map(port -> portChange(port, before, after))
                .toList();
    }

    private static Stream<Port> ports(Optional<PodState> state) {
        return state.stream().flatMap(each -> each.open().keySet().stream());
    }

    private static boolean isOpen(Optional<PodState> state, Port port) {
        return state.isPresent() && state.get().open().containsKey(port);
    }

    private static PortChange portChange(Port port, Optional<PodState> before, Optional<PodState> after) {
        return new PortChange(
                port.direction(),
                port.number(),
                decision(before, port).orElse(null),
                decision(after, port).orElse(null));
    }

    private static Optional<Decision> decision(Optional<PodState> state, Port port) {
        return state.flatMap(each -> Optional.ofNullable(each.decisions().get(port)));
    }
}
