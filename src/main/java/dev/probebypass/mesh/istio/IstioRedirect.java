package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.PortList;
import dev.probebypass.mesh.Redirection;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Optional;

/**
 * The rules that send a pod's traffic to the sidecar: the port lists of the pod, else of the mesh; and, where
 * {@code istio-init} is in the pod already, the lists it was given.
 *
 * @param inboundRule which ports are captured, empty where nobody knows
 * @param fixed the arguments of {@code istio-init}, empty while there is none (or in CNI mode, where the plugin reads the
 *     stored pod's annotations)
 * @see <a href="https://github.com/istio/istio/blob/master/tools/istio-iptables/pkg/capture/run.go">istio-iptables:
 *     run.go</a>
 */
record IstioRedirect(
        Optional<PortRule> inboundRule,
        IstioExclusionList inboundExclusion,
        IstioExclusionList outboundExclusion,
        Optional<InitArguments> fixed) {

    /** The container that sets the redirection up. */
    static final String INIT_CONTAINER = "istio-init";

    static final String INCLUDE_INBOUND = "traffic.sidecar.istio.io/includeInboundPorts";
    static final String EXCLUDE_INBOUND = "traffic.sidecar.istio.io/excludeInboundPorts";
    static final String EXCLUDE_OUTBOUND = "traffic.sidecar.istio.io/excludeOutboundPorts";

    /** The port lists that the injector checks, and for which it rejects a pod. */
    static final List<String> CHECKED_ANNOTATIONS = List.of(EXCLUDE_INBOUND, INCLUDE_INBOUND, EXCLUDE_OUTBOUND);

    /** Which ports are captured, exclusions aside. */
    record PortRule(boolean all, PortList listed) {

        private static final PortRule ALL = new PortRule(true, PortList.EMPTY);

        static PortRule of(String include) {
            return include.equals(IstioValues.ALL_PORTS) ? ALL : new PortRule(false, IstioPortLists.lenient(include));
        }

        Redirection redirection(int port, PortList excluded) {
            if (all) {
                return excluded.contains(port) ? Redirection.EXCLUDED : Redirection.CAPTURED;
            }
            // Exclusions are not consulted when the captured ports are listed one by one.
            return listed.contains(port) ? Redirection.CAPTURED_ON_PURPOSE : Redirection.NOT_CAPTURED;
        }
    }

    /** What {@code istio-init} was told. */
    record InitArguments(PortRule inboundRule, PortList inbound, PortList outbound) {

        static InitArguments of(Container init) {
            return new InitArguments(
                    PortRule.of(argument(init, "-b").orElse(IstioValues.ALL_PORTS)),
                    argument(init, "-d").map(IstioPortLists::lenient).orElse(PortList.EMPTY),
                    argument(init, "-o").map(IstioPortLists::lenient).orElse(PortList.EMPTY));
        }

        private static Optional<String> argument(Container init, String flag) {
            int at = init.arguments().indexOf(flag);
            return at >= 0 && at + 1 < init.arguments().size()
                    ? Optional.of(init.arguments().get(at + 1))
                    : Optional.empty();
        }
    }

    /**
     * The rules for a pod.
     *
     * @param values what holds for the mesh, empty where nobody knows
     */
    static IstioRedirect of(Pod pod, Optional<IstioValues> values) {
        return new IstioRedirect(
                pod.annotations()
                        .get(INCLUDE_INBOUND)
                        .or(() -> values.map(IstioValues::includeInboundPorts))
                        .map(PortRule::of),
                IstioExclusionList.of(pod, EXCLUDE_INBOUND, values.map(IstioValues::excludeInboundPorts)),
                IstioExclusionList.of(pod, EXCLUDE_OUTBOUND, values.map(IstioValues::excludeOutboundPorts)),
                pod.initContainer(INIT_CONTAINER).map(InitArguments::of));
    }

    /** Whether the injector accepts the value of one of {@link #CHECKED_ANNOTATIONS}. */
    static boolean accepts(String annotation, String value) {
        boolean all = annotation.equals(INCLUDE_INBOUND) && value.equals(IstioValues.ALL_PORTS);
        return all || IstioPortLists.parse(value).isPresent();
    }

    /** Whether the redirection is in the pod already. */
    boolean isFixedInPod() {
        return fixed.isPresent();
    }

    /** The same lists while nothing is fixed in the pod. */
    IstioRedirect beforeInjection() {
        return new IstioRedirect(inboundRule, inboundExclusion, outboundExclusion, Optional.empty());
    }

    Redirection inbound(int port) {
        if (fixed.isPresent()) {
            return fixedInPod(
                    fixed.get().inboundRule().redirection(port, fixed.get().inbound()));
        }
        return inboundRule.isPresent()
                ? seen(inboundRule.get().redirection(port, inboundExclusion.ports()))
                : Redirection.UNSEEN;
    }

    /** A list that nobody can see may have the port. */
    private Redirection seen(Redirection redirection) {
        return redirection == Redirection.CAPTURED && inboundExclusion.isUnseen() ? Redirection.UNSEEN : redirection;
    }

    Redirection outbound(int port) {
        PortList excluded = fixed.map(InitArguments::outbound).orElse(outboundExclusion.ports());
        Redirection redirection = excluded.contains(port) ? Redirection.EXCLUDED : Redirection.CAPTURED;
        return fixed.isPresent() ? fixedInPod(redirection) : redirection;
    }

    private static Redirection fixedInPod(Redirection redirection) {
        return redirection == Redirection.CAPTURED ? Redirection.FIXED_IN_POD : redirection;
    }
}
