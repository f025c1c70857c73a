package dev.probebypass.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.report.Explanation.MadeObject;
import dev.probebypass.report.Owners.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts explanations in order, and those of objects that another object of the input makes into that one's, if they say the same:
 * a live cluster's list has a Deployment, its ReplicaSets and their pods.
 */
public final class Folding {

    private static final Comparator<Explanation> ORDER = Comparator.comparing(
                    (Explanation each) -> each.source().namespace())
            .thenComparing(each -> each.source().name())
            .thenComparing(each -> each.source().kind());

    /** Longer chains than CronJob, Job and pod are somebody's mistake, or a circle. */
    private static final int LONGEST_CHAIN = 8;

    private static final String POD = "Pod";
    private static final String REPLICA_SET = "ReplicaSet";

    private final Owners owners;
    private final Map<Name, Explanation> byName = new HashMap<>();
    private final Map<Name, List<MadeObject>> folded = new HashMap<>();

    private Folding(Owners owners) {
        this.owners = owners;
    }

    /**
     * The explanations in the order of namespaces, names and kinds, with those that say nothing of their own folded into others.
     *
     * @param objects all of the input
     */
    public static List<Explanation> fold(List<Explanation> explanations, List<JsonNode> objects) {
        Folding folding = new Folding(Owners.among(objects));
        explanations.forEach(each -> folding.byName.putIfAbsent(name(each.source()), each));
        List<Explanation> shown = new ArrayList<>();
        explanations.stream().sorted(ORDER).forEach(each -> folding.add(each, shown));
        return shown.stream().map(folding::withFolded).toList();
    }

    private void add(Explanation explanation, List<Explanation> shown) {
        Optional<Explanation> owner = shownOwner(explanation);
        if (owner.isEmpty()) {
            shown.add(explanation);
        } else if (saysTheSame(explanation, owner.get()) || owners.isRetired(name(explanation.source()))) {
            PodSource source = explanation.source();
            folded.computeIfAbsent(name(owner.get().source()), name -> new ArrayList<>())
                    .add(new MadeObject(source.kind(), source.name()));
        } else {
            shown.add(explanation.withRemark(remark(owner.get())));
        }
    }

    private static String remark(Explanation owner) {
        return "%s makes it, but something else is said of the pods that it makes now".formatted(owner.title());
    }

    /** The nearest of those who make it, one through the other, that is shown by itself. */
    private Optional<Explanation> shownOwner(Explanation explanation) {
        Optional<Explanation> shown = Optional.empty();
        for (Explanation owner : ownersFromTheTop(explanation)) {
            if (shown.isEmpty() || !saysTheSame(owner, shown.get())) {
                shown = Optional.of(owner);
            }
        }
        return shown;
    }

    private List<Explanation> ownersFromTheTop(Explanation explanation) {
        return chain(explanation).stream()
                .flatMap(each -> Stream.ofNullable(byName.get(each)))
                .toList()
                .reversed();
    }

    /** The names of those who make it, empty if they make each other. */
    private List<Name> chain(Explanation explanation) {
        List<Name> chain = new ArrayList<>();
        Name last = name(explanation.source());
        Optional<Name> next = next(last, explanation);
        while (next.isPresent()) {
            if (chain.size() == LONGEST_CHAIN || chain.contains(next.get())) {
                return List.of();
            }
            chain.add(next.get());
            next = next(next.get(), explanation);
        }
        return chain.contains(last) ? List.of() : chain;
    }

    private Optional<Name> next(Name name, Explanation explanation) {
        return owners.of(name)
                .or(() -> name.kind().equals(REPLICA_SET) ? workload(explanation) : Optional.empty())
                .filter(owner -> !owner.equals(name));
    }

    /** What a pod says of the Deployment behind its ReplicaSet, which need not be in the input. */
    private static Optional<Name> workload(Explanation explanation) {
        PodSource source = explanation.source();
        return explanation
                .pod()
                .workload()
                .filter(workload -> source.kind().equals(POD))
                .map(workload -> new Name(workload.kind(), source.namespace(), workload.name()));
    }

    /** Nothing that is said of the one is lost if the other stands for both. */
    private static boolean saysTheSame(Explanation made, Explanation owner) {
        return made.plan().summary().equals(owner.plan().summary())
                && owner.warnings().containsAll(made.warnings())
                && owner.notes().containsAll(made.notes());
    }

    private Explanation withFolded(Explanation explanation) {
        return Optional.ofNullable(folded.remove(name(explanation.source())))
                .map(explanation::withFolded)
                .orElse(explanation);
    }

    private static Name name(PodSource source) {
        return new Name(source.kind(), source.namespace(), source.name());
    }
}
