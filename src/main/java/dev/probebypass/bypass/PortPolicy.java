package dev.probebypass.bypass;

import java.util.Locale;

/**
 * What becomes of ports of which nobody knows surely whether they carry application traffic. Only the installation says it.
 *
 * @param nearServices what becomes of ports to which a Service leads that nearly selects the pod
 * @param noService what becomes of the probed ports of a pod that nothing leads to
 * @param hookPorts what becomes of ports that lifecycle hooks call
 */
public record PortPolicy(NearServices nearServices, NoService noService, HookPorts hookPorts) {

    /** What holds where nobody says anything. */
    public static final PortPolicy DEFAULT = new PortPolicy(NearServices.LEAVE, NoService.BYPASS, HookPorts.LEAVE);

    /** What becomes of a port to which a Service leads that nearly selects the pod. */
    public enum NearServices implements Options.Word {
        /** It stays in the mesh, with a warning. */
        LEAVE,
        /** It bypasses the sidecar, with a warning. */
        WARN,
        /** Such Services do not count. */
        IGNORE;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a probed port of a pod that no Service selects and to which nothing else leads. */
    public enum NoService implements Options.Word {
        /** It bypasses the sidecar. */
        BYPASS,
        /** It stays in the mesh, with a warning. */
        LEAVE;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a port that an HTTP or TCP lifecycle hook calls. */
    public enum HookPorts implements Options.Word {
        /** Nothing, and there is a warning where the sidecar is in the hook's way. */
        LEAVE,
        /** It is judged as a probe's port. */
        BYPASS;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
