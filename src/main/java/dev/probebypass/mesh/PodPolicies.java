package dev.probebypass.mesh;

import dev.probebypass.pod.Call;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a mesh's policies say of one pod. It never changes. */
public interface PodPolicies {

    /** Nothing is known of any. */
    PodPolicies UNSEEN = new PodPolicies() {
        @Override
        public long conditions() {
            return 0;
        }

        @Override
        public Optional<Guard> guard(int port, Supplier<List<Call>> calls) {
            return Optional.empty();
        }

        @Override
        public MutualTls mutualTls(int port) {
            return MutualTls.UNSEEN;
        }

        @Override
        public boolean refuses(int port, Call call) {
            return false;
        }
    };

    /** How much a call is compared with to tell what guards its port; 0 where nothing may. */
    long conditions();

    /**
     * The policy that guards a port; empty if none does.
     *
     * @param calls makes a list of the calls of probes and hooks to that port; asked for only where they matter
     */
    Optional<Guard> guard(int port, Supplier<List<Call>> calls);

    /** Which connections to a port the sidecar takes. */
    MutualTls mutualTls(int port);

    /** Whether a call without any identity is refused, as the kubelet makes one, whatever the sidecar takes otherwise. */
    boolean refuses(int port, Call call);
}
