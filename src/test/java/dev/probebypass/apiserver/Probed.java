package dev.probebypass.apiserver;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/** Pods with probes, to build upon. */
final class Probed {

    private Probed() {}

    /** Probed over HTTP on port 8081, which nothing else uses. */
    static Pod pod(String namespace, String name) {
        return on(8081, namespace, name).build();
    }

    /** Probed over HTTP on one port. */
    static PodBuilder on(int port, String namespace, String name) {
        return SamplePod.named(namespace, name)
                .editSpec()
                .editFirstContainer()
                .withReadinessProbe(httpGet(port))
                .endContainer()
                .endSpec();
    }

    static Probe httpGet(int port) {
        return httpGet(new IntOrString(port));
    }

    static Probe httpGet(String port) {
        return httpGet(new IntOrString(port));
    }

    private static Probe httpGet(IntOrString port) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/ready")
                .withPort(port)
                .endHttpGet()
                .build();
    }

    static Probe httpsGet(int port) {
        return new ProbeBuilder(httpGet(port))
                .editHttpGet()
                .withScheme("HTTPS")
                .endHttpGet()
                .build();
    }

    static Probe tcpSocket(int port) {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withNewPort(port)
                .endTcpSocket()
                .build();
    }

    static Probe grpc(int port) {
        return new ProbeBuilder().withNewGrpc().withPort(port).endGrpc().build();
    }

    static Probe exec() {
        return new ProbeBuilder().withNewExec().withCommand("true").endExec().build();
    }
}
