package dev.probebypass.check;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/**
 * The pods that a check has created in dry runs: with one probe on a port of its own, they pass the restricted pod security
 * standard and most quotas, and their image is never pulled.
 */
final class CheckPods {

    /** One that no mesh excludes already. */
    static final int PORT = 58_081;

    static final String CONTAINER = "app";
    static final String EXCLUDED = "traffic.sidecar.istio.io/excludeInboundPorts";
    static final String BYPASSED = "probe-bypass.dev/bypassed-ports";
    static final String ENABLED = "probe-bypass.dev/enabled";

    private static final Map<String, String> NOT_REWRITTEN = Map.of(
            "sidecar.istio.io/rewriteAppHTTPProbers", "false", "traffic.sidecar.istio.io/includeInboundPorts", "*");

    private CheckPods() {}

    /** A pod that says all that a decision about it needs: whether it is patched depends on nothing but us. */
    static Pod sayingAll(String namespace) {
        return with(pod(namespace), Map.of(), Map.of(EXCLUDED, ""));
    }

    /** A pod that says all but the list of excluded ports: it is patched before the injector comes only if we see that list. */
    static Pod askingForTheList(String namespace, Map<String, String> labels) {
        return with(pod(namespace), labels, Map.of());
    }

    /** A pod that says nothing and that we leave alone: what comes back is what the injector makes of it. */
    static Pod forTheInjector(String namespace, Map<String, String> labels) {
        Pod pod = new PodBuilder(pod(namespace))
                .editMetadata()
                .withAnnotations(Map.of())
                .addToLabels(ENABLED, "false")
                .endMetadata()
                .build();
        return with(pod, labels, Map.of());
    }

    private static Pod with(Pod pod, Map<String, String> labels, Map<String, String> annotations) {
        return new PodBuilder(pod)
                .editMetadata()
                .addToLabels(labels)
                .addToAnnotations(annotations)
                .endMetadata()
                .build();
    }

    private static Pod pod(String namespace) {
        Map<String, Quantity> little = Map.of("cpu", new Quantity("1m"), "memory", new Quantity("1Mi"));
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("probe-bypass-check")
                .addToLabels("sidecar.istio.io/inject", "true")
                .addToAnnotations(NOT_REWRITTEN)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(65_532L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName(CONTAINER)
                .withImage("registry.example.com/never-pulled")
                .withNewReadinessProbe()
                .withNewTcpSocket()
                .withNewPort(PORT)
                .endTcpSocket()
                .endReadinessProbe()
                .withNewResources()
                .withRequests(little)
                .withLimits(little)
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
    }
}
