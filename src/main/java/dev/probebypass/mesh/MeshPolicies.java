package dev.probebypass.mesh;

import dev.probebypass.pod.Call;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a mesh's policies say of the pods of one namespace at one moment. It never changes. */
public interface MeshPolicies {

    /** Nothing is known of any. */
    MeshPolicies UNSEEN = new MeshPolicies() {
        @Override
        public boolean mayGuard() {
            return false;
        }

        @Override
        public Optional<Guard> guard(Pod pod, int port, Supplier<List<Call>> calls) {
            return Optional.empty();
        }

        @Override
        public MutualTls mutualTls(Pod pod, int port) {
            return MutualTls.UNSEEN;
        }

        @Override
        public boolean refuses(Pod pod, int port, Call call) {
            return false;
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    };

    /** Whether there is any policy that may guard a port of any pod. */
    boolean mayGuard();

    /**
     * The policy that guards a port of a pod; empty if none does.
     *
     * @param calls makes a list of the calls of probes and hooks to that port; asked for only where they matter
     */
    Optional<Guard> guard(Pod pod, int port, Supplier<List<Call>> calls);

    /** Which connections to a port of a pod the sidecar takes. */
    MutualTls mutualTls(Pod pod, int port);

    /** Whether a call without any identity is refused, as the kubelet makes one, whatever the sidecar takes otherwise. */
    boolean refuses(Pod pod, int port, Call call);

    /** Whether nothing was dropped of what there may be. */
    boolean isWhole();
}
