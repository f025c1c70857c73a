package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.Pod;

/** What the table was measured on. */
final class Surroundings {

    private Surroundings() {}

    static String of(Cluster cluster, Pod sample) {
        NodeSystemInfo node = cluster.client()
                .nodes()
                .withName(sample.getSpec().getNodeName())
                .require()
                .getStatus()
                .getNodeInfo();
        return "Kubernetes %s, kubelet %s, %s, Linux %s, Istio %s, %s, %s"
                .formatted(
                        cluster.client().getKubernetesVersion().getGitVersion(),
                        node.getKubeletVersion(),
                        node.getContainerRuntimeVersion().replace("://", " "),
                        node.getKernelVersion(),
                        cluster.istio().version(),
                        Istio.hasInitContainer(sample, "istio-proxy") ? "native sidecars" : "classic sidecars",
                        Istio.hasInitContainer(sample, "istio-init") ? "istio-init" : "Istio's CNI plugin");
    }
}
