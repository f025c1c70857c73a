package dev.probebypass.pod;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A pod, as far as a decision needs it.
 *
 * @param namespace the pod's own {@code metadata.namespace}, empty if it has none yet
 * @param name {@code metadata.name}, or {@code metadata.generateName} of a pod the API server has yet to name; empty if
 *     it has neither
 * @param controller what made it, empty if nobody says so
 * @param os {@code spec.os.name}, empty if not set
 * @param initContainers in the order of the spec, native sidecars among them
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod v1</a>
 */
public record Pod(
        Optional<String> namespace,
        Optional<String> name,
        Optional<Controller> controller,
        Map<String, String> labels,
        Annotations annotations,
        boolean hostNetwork,
        Optional<String> os,
        List<Container> initContainers,
        List<Container> containers) {

    /** The same pod with other labels. */
    public Pod withLabels(Map<String, String> other) {
        return new Pod(namespace, name, controller, other, annotations, hostNetwork, os, initContainers, containers);
    }

    /** The container of that name, looked for among the containers first and then among the init containers. */
    public Optional<Container> container(String name) {
        return find(containers, name).or(() -> initContainer(name));
    }

    /** The init container (native sidecars included) of that name. */
    public Optional<Container> initContainer(String name) {
        return find(initContainers, name);
    }

    /** The workload that makes pods of this kind, as users wrote it; empty if nobody says what made it. */
    public Optional<Controller> workload() {
        return controller.map(made -> made.workload(labels));
    }

    /** The ports that probes and lifecycle hooks of its containers call, each as often as it is called. */
    public int[] calledPorts() {
        int[] ports = new int[called(containers) + called(initContainers)];
        int end = resolve(containers, ports, 0);
        end = resolve(initContainers, ports, end);
        return end == ports.length ? ports : Arrays.copyOf(ports, end);
    }

    /**
     * Whether several containers run at the same time.
     *
     * @param but tells those that don't count
     */
    public boolean runsSeveralContainers(Predicate<Container> but) {
        return running(containers, but) + running(initContainers, but) > 1;
    }

    private static int running(List<Container> containers, Predicate<Container> but) {
        int running = 0;
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            running += container.kind() != Container.Kind.INIT && !but.test(container) ? 1 : 0;
        }
        return running;
    }

    /** The calls of probes and lifecycle hooks to ports of the pod itself, by port, in the order of its containers. */
    public Map<Integer, List<Call>> callsByPort() {
        Map<Integer, List<Call>> calls = new HashMap<>();
        collect(containers, calls);
        collect(initContainers, calls);
        return calls;
    }

    private static void collect(List<Container> containers, Map<Integer, List<Call>> calls) {
        for (Container container : containers) {
            Stream.concat(
                            container.probes().stream().map(Probe::call),
                            container.hooks().stream().map(LifecycleHook::call))
                    .filter(call -> call.host().isEmpty())
                    .forEach(call -> container
                            .resolve(call.port())
                            .ifPresent(port -> calls.computeIfAbsent(port, _ -> new ArrayList<>(2))
                                    .add(call)));
        }
    }

    private static int called(List<Container> containers) {
        int calls = 0;
        for (int i = 0; i < containers.size(); i++) {
            calls += containers.get(i).probes().size()
                    + containers.get(i).hooks().size();
        }
        return calls;
    }

    private static int resolve(List<Container> containers, int[] ports, int begin) {
        int end = begin;
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            for (int j = 0; j < container.probes().size(); j++) {
                end = add(container.resolve(container.probes().get(j).call().port()), ports, end);
            }
            for (int j = 0; j < container.hooks().size(); j++) {
                end = add(container.resolve(container.hooks().get(j).call().port()), ports, end);
            }
        }
        return end;
    }

    private static int add(OptionalInt port, int[] ports, int end) {
        if (port.isEmpty()) {
            return end;
        }
        ports[end] = port.getAsInt();
        return end + 1;
    }

    private static Optional<Container> find(List<Container> containers, String name) {
        for (Container container : containers) {
            if (container.isNamed(name)) {
                return Optional.of(container);
            }
        }
        return Optional.empty();
    }
}
