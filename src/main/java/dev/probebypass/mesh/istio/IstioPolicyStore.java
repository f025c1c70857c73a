package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Interest;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store of the AuthorizationPolicies and PeerAuthentications of a cluster. Which mode of mTLS holds where no policy says it is
 * known as soon as all PeerAuthentications have been heard of, and as long as their kind is served; where somebody wrote the
 * objects down, never. For several threads at once.
 */
final class IstioPolicyStore {

    /** The kinds that it reads, and what follows where they can't be read. */
    static final List<Interest.Policy> POLICIES = List.of(
            new Interest.Policy(
                    AuthorizationPolicyReader.KIND,
                    "a port that one guards bypasses the sidecar as any other, and the policy does not hold for it"),
            new Interest.Policy(
                    PeerAuthentication.KIND,
                    "a port that one guards bypasses the sidecar, and warnings can't tell which mode of mTLS is in force"));

    /** The paths, from the top, of the fields that it reads. */
    static final List<List<String>> FIELDS = Stream.of(AuthorizationPolicyReader.FIELDS, PeerAuthentication.FIELDS)
            .flatMap(List::stream)
            .distinct()
            .toList();

    private final List<String> meshNamespaces;
    private final boolean isWrittenDown;
    private final StoreBudget budget;
    private final KindStore<AuthorizationPolicy, List<AuthorizationPolicy>> authorization;
    private final KindStore<PeerAuthentication, List<PeerAuthentication>> authentication;
    private volatile boolean hasHeard;

    IstioPolicyStore(MeshSettings settings, StoreBudget budget) {
        this.meshNamespaces = settings.namespaces();
        this.isWrittenDown = settings.isAssumedOtherwise();
        this.budget = budget;
        this.authorization = AuthorizationPolicyReader.store(budget);
        this.authentication = PeerAuthentication.store(budget);
    }

    void apply(ClusterObject object) {
        authorization.apply(object);
        authentication.apply(object);
    }

    void remove(String kind, ObjectKey key) {
        authorization.remove(kind, key);
        authentication.remove(kind, key);
    }

    void heardAll(String kind) {
        authorization.heardAll(kind);
        authentication.heardAll(kind);
        if (kind.equals(PeerAuthentication.KIND.id())) {
            hasHeard = true;
        }
    }

    void ended(String kind) {
        if (kind.equals(PeerAuthentication.KIND.id())) {
            hasHeard = false;
        }
    }

    boolean isForgotten(String kind, Optional<String> namespace) {
        return budget.isForgotten(namespace)
                && (kind.equals(AuthorizationPolicyReader.KIND.id()) || kind.equals(PeerAuthentication.KIND.id()));
    }

    /** What follows for the pods of a namespace; the same value as before where there are none. */
    MeshPolicies in(String namespace) {
        ObjectCache.View<List<AuthorizationPolicy>> rules = authorization.in(namespace);
        ObjectCache.View<List<PeerAuthentication>> modes = authentication.in(namespace);
        boolean isWhole = rules.isWhole() && modes.isWhole();
        boolean isEmpty = rules.value().isEmpty() && modes.value().isEmpty();
        for (int i = 0; i < meshNamespaces.size(); i++) {
            ObjectCache.View<List<AuthorizationPolicy>> rulesThere = authorization.in(meshNamespaces.get(i));
            ObjectCache.View<List<PeerAuthentication>> modesThere = authentication.in(meshNamespaces.get(i));
            isWhole &= rulesThere.isWhole() && modesThere.isWhole();
            isEmpty &= rulesThere.value().isEmpty() && modesThere.value().isEmpty();
        }
        if (isEmpty && isWhole) {
            return hasHeard ? IstioPolicies.NONE : MeshPolicies.UNSEEN;
        }
        return some(namespace, isWhole);
    }

    private IstioPolicies some(String namespace, boolean isWhole) {
        boolean isKnown = isWhole && (hasHeard || isWrittenDown);
        return new IstioPolicies(
                authorization.in(namespace).value(),
                others(namespace)
                        .flatMap(each -> authorization.in(each).value().stream())
                        .toList(),
                isKnown && !meshNamespaces.contains(namespace)
                        ? authentication.in(namespace).value()
                        : List.of(),
                isKnown ? ofMesh() : List.of(),
                isKnown && hasHeard ? MutualTls.PERMISSIVE : MutualTls.UNSEEN,
                isWhole);
    }

    private Stream<String> others(String namespace) {
        return meshNamespaces.stream().filter(each -> !each.equals(namespace));
    }

    /** Of several namespaces of the mesh the first counts that says something for all. */
    private List<PeerAuthentication> ofMesh() {
        return meshNamespaces.stream()
                .map(each -> authentication.in(each).value())
                .filter(policies -> IstioPolicies.forNamespace(policies).isPresent())
                .findFirst()
                .orElse(List.of());
    }
}
