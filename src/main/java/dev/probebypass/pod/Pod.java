package dev.probebypass.pod;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod, as far as a decision needs it.
 *
 * @param namespace the pod's own {@code metadata.namespace}, empty if it has none yet
 * @param name {@code metadata.name}, or {@code metadata.generateName} of a pod the API server has yet to name
 * @param os {@code spec.os.name}, empty if not set
 * @param initContainers in the order of the spec, native sidecars among them
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod v1</a>
 */
public record Pod(
        String namespace,
        String name,
        Map<String, String> labels,
        Annotations annotations,
        boolean hostNetwork,
        String os,
        List<Container> initContainers,
        List<Container> containers) {

    /** The container of that name, looked for among the containers first and then among the init containers. */
    public Optional<Container> container(String name) {
        return find(containers, name).or(() -> initContainer(name));
    }

    /** The init container (native sidecars included) of that name. */
    public Optional<Container> initContainer(String name) {
        return find(initContainers, name);
    }

    private static Optional<Container> find(List<Container> containers, String name) {
        for (Container container : containers) {
            if (container.name().equals(name)) {
                return Optional.of(container);
            }
        }
        return Optional.empty();
    }
}
