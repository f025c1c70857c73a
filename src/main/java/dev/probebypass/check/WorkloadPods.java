package dev.probebypass.check;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The pods of a workload: those whose controllers, or the controllers of those, it is. */
public final class WorkloadPods {

    /** A Deployment's pods are a ReplicaSet's; nothing known has more than one between. */
    private static final int MOST_STEPS = 4;

    private final KubernetesClient client;
    private final WorkloadFinder finder;
    private final Map<String, Optional<GenericKubernetesResource>> controllers = new HashMap<>();

    /** Looks for them in the finder's namespace. */
    public WorkloadPods(KubernetesClient client, WorkloadFinder finder) {
        this.client = client;
        this.finder = finder;
    }

    /** The pods of the workload that run or will; the workload itself if it is a pod. */
    public List<Pod> of(HasMetadata workload) {
        String uid = workload.getMetadata().getUid();
        return client.pods().inNamespace(finder.namespace()).list().getItems().stream()
                .filter(WorkloadPods::isAlive)
                .filter(pod -> uid.equals(pod.getMetadata().getUid()) || isMadeBy(pod, uid, MOST_STEPS))
                .toList();
    }

    /** The objects that made another: its controller, that one's, and so on. */
    public List<GenericKubernetesResource> controllers(HasMetadata object) {
        return Stream.iterate(
                        controller(object).flatMap(this::find),
                        Optional::isPresent,
                        each -> each.flatMap(WorkloadPods::controller).flatMap(this::find))
                .limit(MOST_STEPS)
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isAlive(Pod pod) {
        String phase = Optional.ofNullable(pod.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getPhase()))
                .orElse("Pending");
        return pod.getMetadata().getDeletionTimestamp() == null
                && !phase.equals("Succeeded")
                && !phase.equals("Failed");
    }

    private boolean isMadeBy(HasMetadata object, String uid, int steps) {
        Optional<OwnerReference> controller = controller(object);
        if (controller.isEmpty() || steps == 0) {
            return false;
        }
        return controller.get().getUid().equals(uid)
                || find(controller.get())
                        .filter(each -> isMadeBy(each, uid, steps - 1))
                        .isPresent();
    }

    private static Optional<OwnerReference> controller(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    private Optional<GenericKubernetesResource> find(OwnerReference owner) {
        return controllers.computeIfAbsent(
                owner.getUid(), _ -> finder.find(owner.getApiVersion(), owner.getKind(), owner.getName()));
    }
}
