package dev.probebypass.e2e;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the kubelet makes of the application's container.
 *
 * @param kind of the probe that is looked at
 * @param status of the container
 * @param events on the container
 */
record Observation(Kind kind, ContainerStatus status, List<Event> events) {

    Observation {
        events = List.copyOf(events);
    }

    boolean succeeds() {
        return kind.succeeds(status, hasBeenKilled());
    }

    /** Whether the container has been disturbed, which nothing that comes later makes good. */
    boolean hasBeenKilled() {
        return status.getRestartCount() > 0
                || events.stream().anyMatch(event -> event.getReason().equals("Killing"));
    }

    /** The reason of most failures, or nothing where the probe succeeds. The first attempts may be too early for the application. */
    String said() {
        return succeeds() ? "" : mostFrequent();
    }

    private String mostFrequent() {
        Map<String, Integer> counts = events.stream()
                .filter(event -> event.getReason().equals("Unhealthy"))
                .collect(groupingBy(
                        event -> KubeletMessage.shortly(event.getMessage()), summingInt(Observation::count)));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static int count(Event event) {
        return Optional.ofNullable(event.getCount()).orElse(1);
    }
}
