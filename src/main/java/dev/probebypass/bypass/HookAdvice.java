package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.PortList;
import dev.probebypass.mesh.Redirection;
import dev.probebypass.mesh.Rewriting;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.LifecycleHook;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.OptionalInt;

/**
 * The advice on a pod's lifecycle hooks, which suffer like probes and are not probes: one, for the first of them.
 *
 * @param bypassed the ports that bypass the sidecar
 */
record HookAdvice(
        AdviceCollector advice,
        Attachment attachment,
        ApplicationPorts applicationPorts,
        Guards guards,
        PortList bypassed) {

    /** As the chart has it. */
    private static final String SETTING = "decision.hookPorts=bypass";

    void about(Pod pod) {
        if (attachment.probeRewriting() == Rewriting.OFF && !about(pod.containers())) {
            about(pod.initContainers());
        }
    }

    private boolean about(List<Container> containers) {
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            if (!container.hooks().isEmpty() && PortDecisions.runs(container, attachment)) {
                for (LifecycleHook hook : container.hooks()) {
                    OptionalInt port = container.resolve(hook.call().port());
                    if (hook.call().host().isEmpty() && port.isPresent() && suffers(hook, port.getAsInt())) {
                        add(container, hook, port.getAsInt());
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void add(Container container, LifecycleHook hook, int port) {
        advice.add(Advice.withCure(
                cure(container, hook, port),
                Code.HOOK_CAPTURED,
                Integer.toString(port),
                hook.event(),
                container.name().orElse(""),
                guards.interception(hook.call(), port).verb()));
    }

    /** Only what would help, and opens no port that something guards: the setting does not help where the port would be left all the same. */
    private String cure(Container container, LifecycleHook hook, int port) {
        Redirection before = attachment.beforeInjection().inbound(port);
        boolean canBypass = before == Redirection.CAPTURED || before == Redirection.UNSEEN;
        if (!canBypass || guards.of(port).isPresent()) {
            return "Use an exec hook";
        }
        PortRules rules = new PortRules(
                attachment.beforeInjection(),
                guards.record().reopened(),
                applicationPorts,
                guards,
                applicationPorts.options());
        String setting = rules.decide(container, hook).bypasses() ? " or set " + SETTING : "";
        return "If nobody else calls it, name it in " + AnnotationKeys.INBOUND_PORTS + setting;
    }

    private boolean suffers(LifecycleHook hook, int port) {
        return isCaptured(port)
                && !applicationPorts.isDecided(port)
                && guards.interception(hook.call(), port) != Interception.WORK;
    }

    private boolean isCaptured(int port) {
        Redirection redirection = attachment.inbound(port);
        return redirection != Redirection.EXCLUDED
                && redirection != Redirection.NOT_CAPTURED
                && redirection != Redirection.UNSEEN
                && !bypassed.contains(port)
                && !attachment.reserves(port);
    }
}
