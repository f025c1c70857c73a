package dev.probebypass.cluster;

import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A Service, as far as it routes TCP to pods.
 *
 * @param selector the labels that a pod must have; empty selects nothing
 * @param ports its TCP ports
 */
public record Service(String namespace, String name, Map<String, String> selector, List<Port> ports) {

    public Service {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
    }

    /**
     * A TCP port of a Service.
     *
     * @param target the pod's port
     */
    public record Port(PortReference target) {}

    /** Whether the Service routes to the pod. */
    public boolean selects(Pod pod) {
        if (selector.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, String> label : selector.entrySet()) {
            if (!label.getValue().equals(pod.labels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The pod's port that a port of the Service routes to: of a name, the first TCP port of that name among the containers
     * and then the native sidecars.
     *
     * @return empty if the pod has no such port
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/api/v1/pod/util.go">kubernetes/pkg/api/v1/pod:
     *     FindPort</a>
     */
    static OptionalInt resolve(PortReference target, Pod pod) {
        return switch (target) {
            case PortReference.Numbered(int port) -> OptionalInt.of(port);
            case PortReference.Named(String name) -> named(name, pod);
        };
    }

    private static OptionalInt named(String name, Pod pod) {
        OptionalInt found = named(name, pod.containers(), Container.Kind.REGULAR);
        return found.isPresent() ? found : named(name, pod.initContainers(), Container.Kind.NATIVE_SIDECAR);
    }

    private static OptionalInt named(String name, List<Container> containers, Container.Kind kind) {
        for (Container container : containers) {
            if (container.kind() == kind) {
                for (ContainerPort port : container.ports()) {
                    if (port.name().equals(name) && port.protocol().equals("TCP") && port.isValid()) {
                        return OptionalInt.of(port.number());
                    }
                }
            }
        }
        return OptionalInt.empty();
    }
}
