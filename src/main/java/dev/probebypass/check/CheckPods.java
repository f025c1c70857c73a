package dev.probebypass.check;

import dev.probebypass.mesh.TrialPod;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.names.KubernetesKeys;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/**
 * The pods that a check has created in dry runs: with one probe on a port of its own, they pass the restricted pod security
 * standard and most quotas, and their image is never pulled.
 *
 * <p>Each says that something leads to another of its ports: of a pod to which nothing leads the ports may be left, and that is
 * not what a check asks.
 *
 * @param mesh what makes them the mesh's
 */
record CheckPods(TrialPod mesh) {

    /** One that no mesh excludes already. */
    static final int PORT = 58_081;

    private static final String CONTAINER = "app";

    /** A port that nobody asks about. Dapr itself looks at pods with {@code dapr.io/enabled} only. */
    private static final String REACHED = "58082";

    /** A pod that says all that a decision about it needs: whether it is patched depends on nothing but us. */
    Pod sayingAll(String namespace) {
        return with(pod(namespace), Map.of(), Map.of(mesh.exclusionAnnotation(), ""));
    }

    /** A pod that says all but the list of excluded ports: it is patched before the injector comes only if we see that list. */
    Pod askingForTheList(String namespace, Map<String, String> labels) {
        return with(pod(namespace), labels, Map.of());
    }

    /** A pod that says nothing and that we leave alone: what comes back is what the injector makes of it. */
    Pod forTheInjector(String namespace, Map<String, String> labels) {
        Pod pod = new PodBuilder(pod(namespace))
                .editMetadata()
                .withAnnotations(Map.of())
                .addToLabels(AnnotationKeys.ENABLED, "false")
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

    private Pod pod(String namespace) {
        Map<String, Quantity> little = Map.of("cpu", new Quantity("1m"), "memory", new Quantity("1Mi"));
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("probe-bypass-check")
                .addToLabels(mesh.labels())
                .addToAnnotations(mesh.annotations())
                .addToAnnotations(KubernetesKeys.DAPR_APP_PORT, REACHED)
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
