package dev.probebypass.pod;

import java.util.Map;
import java.util.Optional;

/**
 * The object that made a pod and replaces it.
 *
 * @param kind such as {@code ReplicaSet}
 */
public record Controller(String kind, String name) {

    private static final String REPLICA_SET = "ReplicaSet";

    /** The workload that users wrote: of a ReplicaSet that another one made, that one, else this one. */
    Controller workload(Map<String, String> podLabels) {
        return owner("Deployment", podLabels.getOrDefault("pod-template-hash", ""))
                .or(() -> owner("Rollout", podLabels.getOrDefault("rollouts-pod-template-hash", "")))
                .orElse(this);
    }

    /** The name of its ReplicaSet is its own, with the hash behind it. */
    private Optional<Controller> owner(String kindOfOwner, String hash) {
        String suffix = "-" + hash;
        return !hash.isEmpty() && kind.equals(REPLICA_SET) && name.endsWith(suffix)
                ? Optional.of(new Controller(kindOfOwner, name.substring(0, name.length() - suffix.length())))
                : Optional.empty();
    }
}
