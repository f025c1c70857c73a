package dev.probebypass.bypass;

import dev.probebypass.bypass.PortDecision.Subject;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.Redirection;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.LifecycleHook;
import dev.probebypass.pod.Probe;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides about one port after the other of a pod that a mesh intercepts. The first reason that applies counts. */
record PortRules(
        Attachment attachment, BypassRecord record, ApplicationPorts applicationPorts, Guards guards, Options options) {

    PortDecision decide(Container container, Probe probe) {
        OptionalInt port = container.resolve(probe.call().port());
        return decide(new Subject.Probed(container.name(), probe, attachment.rewrites(probe.call(), port)), port);
    }

    PortDecision decide(Container container, LifecycleHook hook) {
        OptionalInt port = container.resolve(hook.call().port());
        return decide(new Subject.Hooked(container.name(), hook, attachment.rewrites(hook.call(), port)), port);
    }

    private PortDecision decide(Subject.Called subject, OptionalInt port) {
        if (subject.call().host().isPresent()) {
            return new PortDecision(subject, port, Verdict.LEAVE, Reason.OTHER_HOST);
        }
        if (port.isEmpty()) {
            return new PortDecision(subject, port, Verdict.LEAVE, Reason.UNRESOLVED_PORT_NAME);
        }
        return called(subject, port.getAsInt());
    }

    private PortDecision called(Subject.Called subject, int port) {
        return switch (attachment.handling(subject.call(), port)) {
            case HANDLED -> PortDecision.of(subject, port, Verdict.FINE, Reason.HANDLED_BY_MESH);
            case NOT_REWRITABLE -> PortDecision.of(subject, port, Verdict.LEAVE, Reason.NOT_REWRITABLE);
            case NONE -> port(subject, port);
            case UNSEEN -> unseen(subject, port);
        };
    }

    /** A probe or hook that may be rewritten or not. What was named holds either way, and so does what is never done. */
    private PortDecision unseen(Subject subject, int port) {
        return isNamedByUser(port) || attachment.reserves(port)
                ? port(subject, port)
                : PortDecision.of(subject, port, Verdict.LEAVE, Reason.MESH_UNSEEN);
    }

    /** Decides about a port that the user named, whoever uses it. */
    PortDecision decide(int named) {
        return port(new Subject.Named(named), named);
    }

    private PortDecision port(Subject subject, int port) {
        if (attachment.reserves(port)) {
            return PortDecision.of(subject, port, Verdict.LEAVE, Reason.RESERVED_BY_MESH);
        }
        Redirection redirection = attachment.inbound(port);
        if (record.holds(port) && redirection == Redirection.EXCLUDED) {
            return record.isFinal() ? recorded(subject, port) : captured(subject, port, Redirection.CAPTURED);
        }
        return switch (redirection) {
            case EXCLUDED, NOT_CAPTURED -> PortDecision.of(subject, port, Verdict.FINE, Reason.ALREADY_BYPASSED);
            case CAPTURED_ON_PURPOSE -> PortDecision.of(subject, port, Verdict.LEAVE, Reason.CAPTURED_ON_PURPOSE);
            case UNSEEN ->
                isNamedByUser(port)
                        ? captured(subject, port, redirection)
                        : PortDecision.of(subject, port, Verdict.LEAVE, Reason.MESH_UNSEEN);
            case CAPTURED, FIXED_IN_POD -> captured(subject, port, redirection);
        };
    }

    /**
     * A port of the record in a pod that has its sidecar. The record is the pod's own word, which anybody may write: the port
     * counts as bypassed by us only if it would be now, with the sidecar away.
     */
    private PortDecision recorded(Subject subject, int port) {
        PortDecision now = new PortRules(
                        attachment.beforeInjection(), record.reopened(), applicationPorts, guards, options)
                .port(subject, port);
        return now.bypasses() ? now : PortDecision.of(subject, port, Verdict.FINE, Reason.ALREADY_BYPASSED);
    }

    private PortDecision captured(Subject subject, int port, Redirection redirection) {
        boolean named = isNamedByUser(port);
        Optional<Reason> traffic = applicationPorts.reason(port);
        if (applicationPorts.isNamed(port)) {
            return PortDecision.of(subject, port, Verdict.LEAVE, Reason.APPLICATION_PORT);
        }
        Optional<Reason> mesh = named ? Optional.empty() : whyInMesh(port, traffic);
        if (mesh.isPresent()) {
            return PortDecision.of(subject, port, Verdict.LEAVE, mesh.get());
        }
        if (redirection == Redirection.FIXED_IN_POD) {
            return PortDecision.of(subject, port, Verdict.LEAVE, Reason.TOO_LATE);
        }
        if (named) {
            return PortDecision.of(subject, port, Verdict.BYPASS, Reason.NAMED_BY_USER);
        }
        return PortDecision.of(subject, port, Verdict.BYPASS, traffic.orElse(applicationPorts.withoutTraffic()));
    }

    /** What keeps a port in the mesh that the user has not named. Who gives application ports up gives no policy up. */
    private Optional<Reason> whyInMesh(int port, Optional<Reason> traffic) {
        if (!sharesPorts() && applicationPorts.has(port)) {
            return traffic;
        }
        if (guards.of(port).isPresent()) {
            return Optional.of(Reason.GUARDED_BY_POLICY);
        }
        return sharesPorts() ? Optional.empty() : traffic;
    }

    private boolean isNamedByUser(int port) {
        return options.inboundPorts().contains(port);
    }

    private boolean sharesPorts() {
        return options.sharedPorts() == Options.SharedPorts.BYPASS;
    }
}
