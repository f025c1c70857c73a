package dev.probebypass.meshes;

import dev.probebypass.mesh.Interest;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.istio.Istio;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.names.KubernetesKeys;
import dev.probebypass.pod.Container;
import java.util.List;
import java.util.Optional;

/** The registry of the meshes that are known, in the order in which a pod is offered to them. */
public final class Meshes {

    /** All of them. */
    public static final List<Mesh> ALL = List.of(new Istio());

    /**
     * The name of our webhook configuration where nobody says another. The API server calls webhooks in the order of their
     * configurations' names: it sorts before those of every mesh's injectors.
     */
    public static final String WEBHOOK_CONFIGURATION = "istio-probe-bypass";

    private Meshes() {}

    /** The mesh that an entry of a webhook configuration injects, empty if it is no injector's. */
    public static Optional<Mesh> injectedBy(String webhookConfiguration, String entry) {
        return ALL.stream()
                .filter(mesh -> mesh.injectors().isInjector(webhookConfiguration, entry))
                .findFirst();
    }

    /** The kinds of policies that are read of any of them. */
    public static List<Interest.Policy> policies() {
        return ALL.stream().flatMap(mesh -> mesh.interest().policies().stream()).toList();
    }

    /** Whether a decision may read that annotation of a pod. */
    public static boolean reads(String annotation) {
        return AnnotationKeys.isOurs(annotation) || KubernetesKeys.isRead(annotation) || readsAsMesh(annotation);
    }

    /** Whether a container is a mesh's own. */
    public static boolean own(Container container) {
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).owns(container)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a mesh's, as the decision reads it. */
    public static boolean readsAsMesh(String annotation) {
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).interest().reads(annotation)) {
                return true;
            }
        }
        return false;
    }
}
