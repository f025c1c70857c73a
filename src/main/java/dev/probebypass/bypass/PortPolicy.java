package dev.probebypass.bypass;

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
    public enum NearServices implements Options.ConstantWord {
        /** It stays in the mesh, with a warning. */
        LEAVE,
        /** It bypasses the sidecar, with a warning. */
        WARN,
        /** Such Services do not count. */
        IGNORE
    }

    /** What becomes of a probed port of a pod that no Service selects and to which nothing else leads. */
    public enum NoService implements Options.ConstantWord {
        /** It bypasses the sidecar. */
        BYPASS,
        /** It stays in the mesh, with a warning. */
        LEAVE
    }

    /** What becomes of a port that an HTTP or TCP lifecycle hook calls. */
    public enum HookPorts implements Options.ConstantWord {
        /** Nothing, and there is a warning where the sidecar is in the hook's way. */
        LEAVE,
        /** It is judged as a probe's port. */
        BYPASS
    }
}
