package dev.probebypass.routes;

import dev.probebypass.pod.Annotations;
import dev.probebypass.pod.Call;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import dev.probebypass.pod.Handler;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import dev.probebypass.pod.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pods whose labels count, with a container that has some ports, each of which a probe calls. */
final class LabelledPods {

    private LabelledPods() {}

    /** A pod with probes of 8080, which is called http, and 8081. */
    static Pod pod(Map<String, String> labels) {
        Container container = new Container(
                Optional.of("app"),
                Container.Kind.REGULAR,
                List.of(new ContainerPort(Optional.of("http"), 8080, 0, "TCP")),
                List.of(probe(Probe.Type.READINESS, 8080), probe(Probe.Type.LIVENESS, 8081)),
                List.of(),
                List.of(),
                List.of());
        return new Pod(
                Optional.of("shop"),
                Optional.of("checkout-"),
                Optional.empty(),
                labels,
                Annotations.NONE,
                false,
                Optional.empty(),
                List.of(),
                List.of(container));
    }

    private static Probe probe(Probe.Type type, int port) {
        return new Probe(
                type,
                new Call(
                        Handler.TCP_SOCKET,
                        new PortReference.Numbered(port),
                        Optional.empty(),
                        Call.Protocol.USUAL,
                        Optional.empty()));
    }
}
