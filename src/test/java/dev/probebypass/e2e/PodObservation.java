package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** All pods of a namespace at one moment, and what has been said of them. */
record PodObservation(List<Pod> pods, List<Event> events) {

    PodObservation {
        pods = List.copyOf(pods);
        events = List.copyOf(events);
    }

    /** What the kubelet makes of the application's container in one pod. */
    Observation of(String name, Kind kind) {
        ContainerStatus status = application(pod(name))
                .orElseThrow(() -> new AssertionError("pod %s has no container status".formatted(name)));
        return new Observation(
                kind,
                status,
                eventsOf(name).stream()
                        .filter(event -> "spec.containers{app}"
                                .equals(event.getInvolvedObject().getFieldPath()))
                        .toList());
    }

    Pod pod(String name) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no pod " + name));
    }

    /** Whether the application's process runs, or has run. */
    boolean hasStarted(String name) {
        return application(pod(name))
                .filter(status -> status.getState().getRunning() != null || status.getRestartCount() > 0)
                .isPresent();
    }

    boolean isReady(String name) {
        return isReady(pod(name));
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /** The images that nobody could fetch. */
    static List<String> missingImages(List<Pod> pods) {
        return pods.stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .filter(status -> Optional.ofNullable(status.getState().getWaiting())
                        .map(waiting -> waiting.getReason())
                        .filter(reason -> List.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull")
                                .contains(reason))
                        .isPresent())
                .map(ContainerStatus::getImage)
                .distinct()
                .toList();
    }

    /** What has been said of a pod, for whom it does not suit. */
    String story(String name) {
        return eventsOf(name).stream()
                .map(event -> "%s: %s".formatted(event.getReason(), event.getMessage()))
                .collect(Collectors.joining("; "));
    }

    private List<Event> eventsOf(String name) {
        return events.stream()
                .filter(event -> Objects.equals(event.getInvolvedObject().getName(), name))
                .toList();
    }

    private static Optional<ContainerStatus> application(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals(Target.CONTAINER))
                .findFirst();
    }
}
