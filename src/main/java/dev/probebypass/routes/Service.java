package dev.probebypass.routes;

import dev.probebypass.objects.ObjectSize;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Service, as far as it leads TCP to pods.
 *
 * @param selector the labels that a pod must have; empty selects nothing
 * @param ports its TCP ports
 * @param isOpen whether it names no port, so that whoever asks it for its pods may call any: it is headless and has none
 * @param marks what it says of who calls it
 */
public record Service(String name, Map<String, String> selector, List<Port> ports, boolean isOpen, ServiceMarks marks) {

    private static final int PORT = 56;

    /** What a route by a Service is called. */
    static final String KIND = "Service";

    public Service {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
    }

    /** A Service that names its ports. */
    public Service(String name, Map<String, String> selector, List<Port> ports) {
        this(name, selector, ports, false, ServiceMarks.NONE);
    }

    /**
     * A TCP port of a Service.
     *
     * @param name empty where it has none
     * @param target the pod's port
     * @param number its own, by which it is called; 0 where that is no port
     */
    public record Port(Optional<String> name, PortReference target, int number) {}

    /** The bytes of memory that it takes, estimated; never zero. */
    long size() {
        long bytes = ObjectSize.OBJECT + ObjectSize.text(name) + ObjectSize.texts(selector) + marks.size();
        for (Port port : ports) {
            bytes += PORT + port.name().map(ObjectSize::text).orElse(0L);
            bytes += port.target() instanceof PortReference.Named(String text) ? ObjectSize.text(text) : 0;
        }
        return bytes;
    }

    /** A way to the pods that the Service selects. */
    Route route() {
        return Route.sure(KIND, name);
    }

    /** Adds this Service as a way to the ports of a pod that its ports target. */
    public void lead(Pod pod, Route route, Routes routes) {
        routes.reach();
        for (Port port : ports) {
            resolve(port.target(), pod).ifPresent(number -> routes.add(number, route));
        }
    }

    /**
     * The pod's port that a target of a Service means: of a name, the first TCP port of that name among the containers
     * and then the native sidecars.
     *
     * @return empty if the pod has no such port
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/api/v1/pod/util.go">kubernetes/pkg/api/v1/pod:
     *     FindPort</a>
     */
    public static OptionalInt resolve(PortReference target, Pod pod) {
        return switch (target) {
            case PortReference.Numbered(int port) -> OptionalInt.of(port);
            case PortReference.Named(String name) -> named(name, pod);
            case PortReference.Absent _ -> OptionalInt.empty();
        };
    }

    private static OptionalInt named(String name, Pod pod) {
        OptionalInt found = named(name, pod.containers(), Container.Kind.REGULAR);
        return found.isPresent() ? found : named(name, pod.initContainers(), Container.Kind.NATIVE_SIDECAR);
    }

    private static OptionalInt named(String name, List<Container> containers, Container.Kind kind) {
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i).kind() == kind) {
                List<ContainerPort> ports = containers.get(i).ports();
                for (int j = 0; j < ports.size(); j++) {
                    ContainerPort port = ports.get(j);
                    if (port.isNamed(name) && port.protocol().equals("TCP") && port.isValid()) {
                        return OptionalInt.of(port.number());
                    }
                }
            }
        }
        return OptionalInt.empty();
    }
}
