package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The test application as a pod.
 *
 * @param name of the pod, and its label app
 * @param ports by the flag that says what is served on them
 * @param probes by their kind
 * @param labels of the pod
 * @param annotations of the pod
 */
record Target(
        String name,
        Map<String, List<Integer>> ports,
        Map<Kind, Probe> probes,
        Map<String, String> labels,
        Map<String, String> annotations) {

    static final String IMAGE = System.getProperty("cluster.target.image", "localhost/probe-target:1");
    static final String PROGRAM = "/probe-target";
    static final String CONTAINER = "app";

    /** What the mesh reads. */
    static final String EXCLUDED = "traffic.sidecar.istio.io/excludeInboundPorts";

    /** What the product remembers. */
    static final String RECORD = "probe-bypass.dev/bypassed-ports";

    private static final String CLOSED = "--closed";

    /** So that thirty sidecars fit a small node. */
    private static final Map<String, String> SMALL_SIDECAR =
            Map.of("sidecar.istio.io/proxyCPU", "5m", "sidecar.istio.io/proxyMemory", "40Mi");

    Target {
        ports = Map.copyOf(ports);
        probes = Map.copyOf(probes);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    static Target called(String name) {
        return new Target(name, Map.of(), Map.of(), Map.of("app", name, "application", "target"), SMALL_SIDECAR);
    }

    Target renamed(String other) {
        return new Target(other, ports, probes, with(labels, "app", other), annotations);
    }

    Target serving(Handler handler, int port) {
        return withPort(handler.flag(), port);
    }

    /** One that it serves, but does not listen on. */
    Target closed(int port) {
        return withPort(CLOSED, port);
    }

    private Target withPort(String flag, int port) {
        Map<String, List<Integer>> more = new HashMap<>(ports);
        List<Integer> all = new ArrayList<>(more.getOrDefault(flag, List.of()));
        all.add(port);
        more.put(flag, List.copyOf(all));
        return new Target(name, more, probes, labels, annotations);
    }

    Target probed(Kind kind, Handler handler, int port) {
        return probed(kind, handler.probe(port));
    }

    Target probed(Kind kind, Probe probe) {
        Map<Kind, Probe> more = new HashMap<>(probes);
        more.put(kind, probe);
        return new Target(name, ports, more, labels, annotations);
    }

    Target annotated(String key, String value) {
        return new Target(name, ports, probes, labels, with(annotations, key, value));
    }

    Target labelled(String key, String value) {
        return new Target(name, ports, probes, with(labels, key, value), annotations);
    }

    /** Of which the product keeps off. */
    Target optedOut() {
        return labelled("probe-bypass.dev/enabled", "false");
    }

    private static Map<String, String> with(Map<String, String> all, String key, String value) {
        Map<String, String> more = new HashMap<>(all);
        more.put(key, value);
        return more;
    }

    Pod pod(String namespace) {
        PodTemplateSpec template = template();
        return new PodBuilder()
                .withMetadata(template.getMetadata())
                .editMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }

    PodTemplateSpec template() {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .withContainers(container(CONTAINER))
                .endSpec()
                .build();
    }

    Container container(String called) {
        return new ContainerBuilder()
                .withName(called)
                .withImage(IMAGE)
                .withImagePullPolicy("IfNotPresent")
                .withArgs(arguments())
                .withReadinessProbe(probes.get(Kind.READINESS))
                .withLivenessProbe(probes.get(Kind.LIVENESS))
                .withStartupProbe(probes.get(Kind.STARTUP))
                .build();
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        new TreeMap<>(ports).forEach((flag, numbers) -> {
            arguments.add(flag);
            arguments.add(String.join(",", numbers.stream().map(String::valueOf).toList()));
        });
        return arguments;
    }
}
