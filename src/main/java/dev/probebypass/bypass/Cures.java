package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.bypass.PortDecision.Subject;
import dev.probebypass.callers.Evidence;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.PortList;
import dev.probebypass.mesh.ProbeHandling;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The cheapest ways to truthful probes of ports that stay in the mesh. A pod that is asked about again once it has its sidecar gets
 * the same.
 *
 * @param before how the mesh treats the pod while its sidecar is not in it
 */
record Cures(Attachment before, ApplicationPorts applicationPorts, Guards guards) {

    /**
     * The cheapest for a port that carries application traffic.
     *
     * @param rows all decisions about the pod
     */
    Cure of(PortDecision row, List<PortDecision> rows) {
        int port = row.port().orElse(0);
        Evidence evidence = applicationPorts.isNamed(port) || guards.of(port).isPresent()
                ? Evidence.Unknown.UNKNOWN
                : guards.callers().of(port);
        return switch (evidence) {
            case Evidence.Scraping _ ->
                Cure.of(Code.SHARED_PORT_SCRAPED, "If nobody else does, put " + inboundPorts(port));
            case Evidence.ApiServer(String object) ->
                new Cure(
                        Code.SHARED_PORT_OF_API_SERVER,
                        Optional.of(object),
                        "Strict mTLS refuses it too: put " + inboundPorts(port));
            case Evidence.Unknown _ -> Cure.of(Code.SHARED_PORT_LEFT, ofProbe(row, rows));
        };
    }

    private String ofProbe(PortDecision row, List<PortDecision> rows) {
        OptionalInt other = new OtherPorts(before, applicationPorts, guards).instead(row, rows);
        if (other.isPresent()) {
            return "Probe port %d, which bypasses the sidecar".formatted(other.getAsInt());
        }
        return canRewrite(row) ? rewriting() : exec(row);
    }

    private static String exec(PortDecision row) {
        return row.subject() instanceof Subject.Hooked
                ? "Use an exec hook"
                : "Probe a port of its own, or use an exec probe";
    }

    /** Whether the mesh would make the probe work if it were asked to. */
    private boolean canRewrite(PortDecision row) {
        return canRewrite()
                && row.subject() instanceof Subject.Called called
                && before.rewriting()
                        .filter(asked -> asked.result()
                                        .handling(called.call(), row.port().orElse(0))
                                == ProbeHandling.HANDLED)
                        .isPresent();
    }

    /** Whether the mesh can be asked for its own cure, and nobody has asked. */
    boolean canRewrite() {
        return applicationPorts.options().sharedPorts() != Options.SharedPorts.REWRITE
                && before.rewriting().isPresent();
    }

    private String rewriting() {
        boolean isSaid = pod().annotations().get(AnnotationKeys.SHARED_PORTS).isPresent();
        return "Put %s: rewrite on %s%s".formatted(AnnotationKeys.SHARED_PORTS, place(), isSaid ? "" : " or Namespace");
    }

    /** The line that has a port bypass whoever uses it, and where to put it. It replaces what a wider level says. */
    String inboundPorts(int port) {
        PortList ports = applicationPorts.options().inboundPorts().plus(PortList.of(port));
        return "%s: \"%s\" on %s".formatted(AnnotationKeys.INBOUND_PORTS, ports, place());
    }

    private String place() {
        return pod().workload().isPresent() ? "the pod template" : "the pod";
    }

    private Pod pod() {
        return guards.pod();
    }
}
