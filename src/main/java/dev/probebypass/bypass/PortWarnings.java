package dev.probebypass.bypass;

import dev.probebypass.bypass.PortDecision.Subject;
import dev.probebypass.mesh.Exclusion;
import dev.probebypass.mesh.Interception;
import dev.probebypass.mesh.PortList;
import dev.probebypass.mesh.Redirection;
import dev.probebypass.mesh.Rewriting;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.Handler;
import dev.probebypass.pod.LifecycleHook;
import dev.probebypass.pod.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a user should know of the decisions about a pod's ports: one warning for each reason and port. A pod that is asked
 * about again once it has its sidecar gets the same advice.
 *
 * @param revision of the mesh
 */
record PortWarnings(Warnings warnings, String revision, Interception interception, ApplicationPorts applicationPorts) {

    private record Said(Reason reason, String port) {}

    void about(List<PortDecision> rows) {
        Set<Said> said = Set.of();
        for (PortDecision row : rows) {
            if (mayConcernTheUser(row.reason())) {
                said = said.isEmpty() ? new HashSet<>() : said;
                if (said.add(new Said(row.reason(), row.portText()))) {
                    about(row);
                }
            }
        }
    }

    private static boolean mayConcernTheUser(Reason reason) {
        return switch (reason) {
            case HANDLED_BY_MESH, ALREADY_BYPASSED, PROBE_PORT -> false;
            default -> true;
        };
    }

    private void about(PortDecision row) {
        String port = row.portText();
        switch (row.reason()) {
            case OTHER_HOST -> otherHost(row);
            case UNRESOLVED_PORT_NAME ->
                warnings.add(
                        "%s calls port \"%s\", which is no port of that container: use the name or the number of one of its ports",
                        who(row), port);
            case NOT_REWRITABLE ->
                warnings.add(
                        "%s on port %s can't work: Istio rewrites it, and its agent can speak neither HTTP/2 in clear text nor gRPC over TLS; use an exec probe, or switch rewriting off for this pod",
                        who(row), port);
            case CAPTURED_ON_PURPOSE ->
                warnings.add(
                        "port %s (%s) stays in the mesh: an explicit list of included ports has it, and then excluding has no effect; take it off that list",
                        port, who(row));
            case APPLICATION_PORT -> applicationPort(row);
            case MESH_UNSEEN ->
                warnings.add(
                        "port %s (%s) is left for now, since the configuration of Istio's revision %s can't be seen: let the webhook read it, or set the mesh.istio values that probe-bypass check prints",
                        port, who(row), revision);
            case TOO_LATE -> tooLate(row);
            case NAMED_BY_USER -> namedByUser(row);
            case RESERVED_BY_MESH -> reserved(row);
            case HANDLED_BY_MESH, ALREADY_BYPASSED, PROBE_PORT -> {}
        }
    }

    private void tooLate(PortDecision row) {
        if (interception.isUnseen()) {
            warnings.add(
                    "port %s (%s) can't bypass the sidecar any more: its redirection came while the configuration of Istio's revision %s could not be seen; let the webhook read it, and re-create the pod from its workload",
                    row.portText(), who(row), revision);
        } else {
            warnings.add(
                    "port %s (%s) can't bypass the sidecar any more: the redirection is in the pod already; re-create the pod from its workload, and keep this webhook's name before the injector's",
                    row.portText(), who(row));
        }
    }

    private void otherHost(PortDecision row) {
        if (interception.probeRewriting() == Rewriting.ON
                && row.subject().handler().equals(Handler.HTTP_GET.field())) {
            warnings.add(
                    "%s names a host, which Istio keeps when it rewrites the probe, so that it calls the agent's port there: remove the host",
                    who(row));
        }
    }

    private void applicationPort(PortDecision row) {
        int port = row.port().orElse(0);
        String source = applicationPorts.source(port);
        if (row.bypasses()) {
            warnings.add(
                    "port %s (%s) bypasses the sidecar although it is an application port (%s): it takes plaintext from anyone, and in-mesh callers fail unless told not to use mTLS",
                    row.portText(), who(row), source);
        } else if (row.subject().isNamed()) {
            warnings.add(
                    "port %s in %s stays in the mesh: %s names it too, and never bypassing wins",
                    row.portText(), Keys.INBOUND_PORTS, Keys.APPLICATION_PORTS);
        } else {
            sharedPort(row, source);
        }
    }

    private void sharedPort(PortDecision row, String source) {
        String text = "port %s (%s) stays in the mesh, where probes fail or lie under strict mTLS: it is an application"
                + " port (%s). ";
        if (applicationPorts.options().sharedPorts() == Options.SharedPorts.LEAVE
                && interception.beforeInjection().rewriting().isPresent()) {
            warnings.add(
                    text + "Probe another, or set %s to rewrite", row.portText(), who(row), source, Keys.SHARED_PORTS);
        } else {
            warnings.add(text + "Probe another port", row.portText(), who(row), source);
        }
    }

    private void namedByUser(PortDecision row) {
        int port = row.port().orElse(0);
        if (applicationPorts.has(port)) {
            warnings.add(
                    "port %s bypasses the sidecar because %s names it, although it is an application port (%s): in-mesh callers fail unless told not to use mTLS",
                    row.portText(), Keys.INBOUND_PORTS, applicationPorts.source(port));
        }
    }

    private void reserved(PortDecision row) {
        if (row.subject().isNamed()) {
            warnings.add("port %s in %s is skipped: it is the sidecar's own", row.portText(), Keys.INBOUND_PORTS);
        }
    }

    private static String who(PortDecision row) {
        Subject subject = row.subject();
        return subject.isNamed()
                ? Keys.INBOUND_PORTS
                : "%s probe of container %s".formatted(subject.probe(), subject.container());
    }

    /** Hooks suffer like probes and are not probes. One warning, for the first of them. */
    void aboutHooks(Pod pod, PortList bypassed) {
        if (interception.probeRewriting() == Rewriting.OFF && !aboutHooks(pod.containers(), bypassed)) {
            aboutHooks(pod.initContainers(), bypassed);
        }
    }

    private boolean aboutHooks(List<Container> containers, PortList bypassed) {
        for (Container container : containers) {
            if (!container.hooks().isEmpty() && PortDecisions.runs(container, interception)) {
                for (LifecycleHook hook : container.hooks()) {
                    OptionalInt port = container.resolve(hook.port());
                    if (hook.target().isPod() && port.isPresent() && isCaptured(port.getAsInt(), bypassed)) {
                        hook(container, hook, port.getAsInt());
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void hook(Container container, LifecycleHook hook, int port) {
        String text = "the %s hook of container %s calls port %d, where the sidecar answers instead of the container: ";
        Redirection before = interception.beforeInjection().inbound(port);
        if (before == Redirection.CAPTURED || before == Redirection.UNSEEN) {
            warnings.add(
                    text + "if only hooks and probes use that port, name it in %s",
                    hook.event(),
                    container.name(),
                    port,
                    Keys.INBOUND_PORTS);
        } else {
            warnings.add(text + "use an exec hook", hook.event(), container.name(), port);
        }
    }

    private boolean isCaptured(int port, PortList bypassed) {
        Redirection redirection = interception.inbound(port);
        return redirection != Redirection.EXCLUDED
                && redirection != Redirection.NOT_CAPTURED
                && redirection != Redirection.UNSEEN
                && !bypassed.contains(port)
                && !interception.reserves(port);
    }

    /**
     * An annotation puts the mesh-wide list out of force; where nobody sees that list it can't be repeated. Of a pod that we
     * have patched before, what is ours does not count as the user's own list.
     */
    void aboutLostLists(BypassRecord record, PortList inbound, PortList outbound) {
        if (interception.isUnseen() && !interception.isInjected()) {
            lostList(interception.inboundExclusion(), inbound, record.ports(), Keys.INBOUND_PORTS);
            lostList(interception.outboundExclusion(), outbound, outbound, Keys.OUTBOUND_PORTS);
        }
    }

    private void lostList(Exclusion exclusion, PortList wanted, PortList ours, String key) {
        boolean isOurs = exclusion.isUnseen()
                || (!ours.isEmpty() && exclusion.ports().minus(ours).isEmpty());
        if (!wanted.isEmpty() && isOurs) {
            warnings.add(
                    "%s replaces the mesh-wide list of Istio's revision %s, which can't be seen: name that list's ports in %s too, or they are lost",
                    exclusion.annotation(), revision, key);
        }
    }

    /** The ports that the user wants to reach without the sidecar, less those that can't be. */
    PortList outbound(PortList named) {
        PortList.Builder ports = new PortList.Builder(named.size());
        for (int i = 0; i < named.size(); i++) {
            if (canBypassOutbound(named.get(i))) {
                ports.add(named.get(i));
            }
        }
        return ports.build();
    }

    private boolean canBypassOutbound(int port) {
        if (interception.reserves(port)) {
            warnings.add("port %d in %s is skipped: it is the sidecar's own", port, Keys.OUTBOUND_PORTS);
            return false;
        }
        if (interception.outbound(port) == Redirection.BAKED_IN) {
            warnings.add(
                    "port %d in %s can't bypass the sidecar any more: the redirection is in the pod already; re-create the pod from its workload",
                    port, Keys.OUTBOUND_PORTS);
            return false;
        }
        return true;
    }
}
