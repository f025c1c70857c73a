package dev.probebypass.pod;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A container of a pod.
 *
 * @param name empty if it has none: the API server will refuse the pod
 * @param localPorts the ports that its command, arguments and environment name as ports of this host, such as {@code
 *     localhost:3000}
 * @param arguments {@code args}, kept for init containers only: that is where a mesh bakes its redirection in
 */
public record Container(
        Optional<String> name,
        Kind kind,
        List<ContainerPort> ports,
        List<Probe> probes,
        List<LifecycleHook> hooks,
        List<Integer> localPorts,
        List<String> arguments) {

    /** When a container runs. */
    public enum Kind {
        /** For the pod's whole life. */
        REGULAR,
        /** An init container with {@code restartPolicy: Always}: for the pod's whole life, and it may have probes. */
        NATIVE_SIDECAR,
        /** To its end, before the containers start. */
        INIT
    }

    /**
     * The number a probe of this container calls. Like the kubelet, it looks a name up among this container's own ports
     * and does not ask for the protocol.
     *
     * @return empty if no port of this container has that name
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/probe/util.go">kubernetes/pkg/probe/util.go</a>
     */
    public OptionalInt resolve(PortReference reference) {
        return switch (reference) {
            case PortReference.Numbered(int port) -> OptionalInt.of(port);
            case PortReference.Named(String written) -> named(written);
            case PortReference.Absent _ -> OptionalInt.empty();
        };
    }

    /** Whether it has that name. */
    public boolean isNamed(String wanted) {
        return name.isPresent() && name.get().equals(wanted);
    }

    private OptionalInt named(String written) {
        for (int i = 0; i < ports.size(); i++) {
            ContainerPort port = ports.get(i);
            if (port.isNamed(written) && port.isValid()) {
                return OptionalInt.of(port.number());
            }
        }
        return OptionalInt.empty();
    }
}
