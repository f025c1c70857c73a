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
record HookAdvice(AdviceCollector advice, Attachment attachment, PortList bypassed) {

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
                    if (hook.call().host().isEmpty() && port.isPresent() && isCaptured(port.getAsInt())) {
                        add(container, hook, port.getAsInt());
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void add(Container container, LifecycleHook hook, int port) {
        Redirection before = attachment.beforeInjection().inbound(port);
        String number = Integer.toString(port);
        String name = container.name().orElse("");
        String cure = before == Redirection.CAPTURED || before == Redirection.UNSEEN
                ? "If only hooks and probes use that port, name it in " + AnnotationKeys.INBOUND_PORTS
                : "Use an exec hook";
        advice.add(Advice.withCure(cure, Code.HOOK_CAPTURED, number, hook.event(), name));
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
