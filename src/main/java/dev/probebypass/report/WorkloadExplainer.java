package dev.probebypass.report;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.Planner;
import dev.probebypass.bypass.PodSurroundings;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.PortDecision.Subject;
import dev.probebypass.bypass.Reason;
import dev.probebypass.bypass.SaidOption;
import dev.probebypass.bypass.Verdict;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.mesh.Guard;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.routes.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says of one workload of a cluster what is decided of its pods, and whether those there are got that. */
public final class WorkloadExplainer {

    private final Cluster cluster;
    private final Explainer explainer;
    private final Planner planner;
    private final String settings;

    /**
     * @param options of the installation
     * @param asked the pods of which the webhook would be asked
     * @param settings whose they are, as a sentence
     */
    public WorkloadExplainer(Cluster cluster, Options options, AskedPods asked, String settings) {
        this.cluster = cluster;
        this.explainer = new Explainer(cluster, options, asked, List.of(), "default");
        this.planner = new Planner(options);
        this.settings = settings;
    }

    /**
     * Explains it.
     *
     * @param template the pod that it makes
     * @param pods those that it has made
     */
    public WorkloadDocument explain(PodSource template, List<PodSource> pods) {
        Explanation explanation = explainer.explain(template);
        Snapshot snapshot = cluster.snapshot(template.namespace());
        PodSurroundings surroundings = planner.surroundings(explanation.pod(), snapshot);
        Set<String> keys = keys(explanation, surroundings);
        SortedMap<String, String> now = only(keys, explanation.annotations());
        List<WorkloadDocument.Pods> groups = groups(pods, keys, now);
        return new WorkloadDocument(
                ReportDocument.SCHEMA_VERSION,
                template.kind(),
                template.namespace(),
                template.name(),
                settings,
                explanation.plan().mesh().map(Plan.MeshOfPod::name).orElse(null),
                explanation
                        .plan()
                        .reason()
                        .map(reason -> reason + ": " + reason.explanation())
                        .orElse(null),
                ports(explanation.plan(), surroundings),
                options(planner.said(explanation.pod(), snapshot)),
                now,
                groups,
                explanation.sentences(),
                explanation.notes(),
                WorkloadAdvice.toDo(template, explanation, groups));
    }

    /** The annotations that matter: the mesh's lists, our record, and whatever else is changed. */
    private static Set<String> keys(Explanation explanation, PodSurroundings surroundings) {
        Set<String> keys = new TreeSet<>(surroundings.lists());
        keys.add(AnnotationKeys.BYPASSED_PORTS);
        keys.addAll(explanation.plan().changes().keySet());
        return keys;
    }

    private static SortedMap<String, String> only(Set<String> keys, Map<String, String> annotations) {
        SortedMap<String, String> some = new TreeMap<>(annotations);
        some.keySet().retainAll(keys);
        return some;
    }

    /** What makes pods alike. */
    private record Likeness(SortedMap<String, String> annotations, boolean sidecar) {

        private Likeness {
            annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        }
    }

    private List<WorkloadDocument.Pods> groups(List<PodSource> pods, Set<String> keys, SortedMap<String, String> now) {
        Map<Likeness, List<String>> names = new LinkedHashMap<>();
        for (PodSource pod : pods) {
            Explanation as = explainer.explain(pod);
            Likeness likeness = new Likeness(
                    only(keys, as.pod().annotations().kept()), as.plan().isAfterInjection());
            names.computeIfAbsent(likeness, _ -> new ArrayList<>()).add(pod.name());
        }
        return names.entrySet().stream()
                .map(group -> new WorkloadDocument.Pods(
                        group.getValue(),
                        group.getKey().annotations(),
                        group.getKey().sidecar(),
                        group.getKey().annotations().equals(now)))
                .toList();
    }

    /** What the decisions about one port have in common. */
    private record Row(String port, Verdict verdict, Reason reason) {}

    private static List<WorkloadDocument.Port> ports(Plan plan, PodSurroundings surroundings) {
        Map<Row, List<PortDecision>> rows = new LinkedHashMap<>();
        for (PortDecision decision : plan.ports()) {
            Row row = new Row(decision.portText(), decision.verdict(), decision.reason());
            rows.computeIfAbsent(row, _ -> new ArrayList<>()).add(decision);
        }
        return rows.values().stream().map(alike -> port(alike, surroundings)).toList();
    }

    private static Stream<String> caller(PortDecision decision) {
        return decision.subject() instanceof Subject.Called called
                ? Stream.of("%s %s %s"
                        .formatted(
                                called.container().orElse("-"),
                                called.occasion(),
                                called.call().handler().field()))
                : Stream.empty();
    }

    private static WorkloadDocument.Port port(List<PortDecision> alike, PodSurroundings surroundings) {
        PortDecision decision = alike.getFirst();
        Optional<PodSurroundings.Port> around =
                decision.port().isPresent() ? surroundings.port(decision.port().getAsInt()) : Optional.empty();
        return new WorkloadDocument.Port(
                PortDocument.of(decision).port(),
                alike.stream().flatMap(WorkloadExplainer::caller).toList(),
                decision.verdict().word(),
                decision.reason().name(),
                decision.reason().explanation(),
                around.map(PodSurroundings.Port::routes).orElse(List.of()).stream()
                        .map(Route::describe)
                        .toList(),
                around.flatMap(PodSurroundings.Port::guard).map(Guard::describe).orElse(null),
                around.map(port -> port.mutualTls().name().toLowerCase(Locale.ROOT))
                        .orElse("unseen"));
    }

    private static List<WorkloadDocument.Option> options(List<SaidOption> said) {
        return said.stream()
                .map(option -> new WorkloadDocument.Option(
                        option.name(), option.level().name().toLowerCase(Locale.ROOT), option.value()))
                .toList();
    }
}
