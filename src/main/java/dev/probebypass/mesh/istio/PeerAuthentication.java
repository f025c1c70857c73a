package dev.probebypass.mesh.istio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.pod.Pod;
import dev.probebypass.routes.Selectors;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PeerAuthentication.
 *
 * @param created when, as the API server writes it; empty text where nobody says so
 * @param selector its workloads; without requirements it is for its namespace
 * @param mode empty where it leaves that to the wider one
 * @param ports modes of ports by their numbers, each empty where it leaves that to the mode
 * @see <a href="https://istio.io/latest/docs/reference/config/security/peer_authentication/">PeerAuthentication</a>
 */
record PeerAuthentication(
        ObjectKey key,
        String created,
        LabelSelector selector,
        Optional<MutualTls> mode,
        Map<String, Optional<MutualTls>> ports) {

    static final WatchedKind KIND =
            WatchedKind.namespaced("security.istio.io", "v1beta1", "PeerAuthentication", "peerauthentications");

    static final List<List<String>> FIELDS = List.of(
            List.of("metadata", "creationTimestamp"),
            List.of("spec", "selector"),
            List.of("spec", "mtls"),
            List.of("spec", "portLevelMtls"));

    /** Of several of one level istiod takes the oldest. */
    private static final Comparator<PeerAuthentication> ORDER =
            Comparator.comparing(PeerAuthentication::created).thenComparing(PeerAuthentication::key);

    PeerAuthentication {
        ports = Map.copyOf(ports);
    }

    /** A store of them; those of a namespace come in the order in which they count. */
    static KindStore<PeerAuthentication, List<PeerAuthentication>> store(StoreBudget budget) {
        return new KindStore<>(
                budget,
                KIND,
                FIELDS,
                object -> Optional.of(read(object)),
                all -> all.stream().sorted(ORDER).toList());
    }

    private static PeerAuthentication read(ClusterObject object) {
        JsonNode spec = object.json().path("spec");
        Map<String, Optional<MutualTls>> ports = new HashMap<>();
        spec.path("portLevelMtls").forEachEntry((port, mtls) -> ports.put(port, mode(mtls)));
        return new PeerAuthentication(
                object.key(),
                object.json().path("metadata").path("creationTimestamp").asText(),
                Selectors.labels(spec.path("selector").path("matchLabels")),
                mode(spec.path("mtls")),
                ports);
    }

    private static Optional<MutualTls> mode(JsonNode mtls) {
        return switch (mtls.path("mode").asText()) {
            case "STRICT" -> Optional.of(MutualTls.STRICT);
            case "PERMISSIVE" -> Optional.of(MutualTls.PERMISSIVE);
            case "DISABLE" -> Optional.of(MutualTls.DISABLE);
            default -> Optional.empty();
        };
    }

    /** Whether it is for all of its namespace; that of the mesh's is for the mesh. */
    boolean isForNamespace() {
        return selector.requirements().isEmpty();
    }

    boolean selects(Pod pod) {
        return selector.selects(pod.labels());
    }
}
