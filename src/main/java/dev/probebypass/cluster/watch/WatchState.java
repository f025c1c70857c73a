package dev.probebypass.cluster.watch;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How well a resource is followed at one moment.
 *
 * @param resource the plural, with a name where only one object is meant
 * @param synced it has been read in full, and nothing has gone wrong since
 * @param sinceLastContact since the API server last said anything new about it; where nothing happens that can be many
 *     minutes, so by itself it is no sign of a problem
 * @param lastError why it is not synced, empty if it is or if there was no answer yet
 * @param failures how many attempts to read or to watch it have failed
 * @param unreadable how many of its objects can't be read
 */
public record WatchState(
        String resource,
        boolean synced,
        Duration sinceLastContact,
        Optional<String> lastError,
        long failures,
        long unreadable) {

    /** As one line: the resource, and what is wrong with it. */
    public String describe() {
        return resource + ": " + lastError.orElse(synced ? "synced" : "not read yet");
    }

    /** Several watches as one, which is as good as the worst of them. */
    static WatchState worst(String resource, List<WatchState> states) {
        return new WatchState(
                resource,
                states.stream().allMatch(WatchState::synced),
                states.stream()
                        .map(WatchState::sinceLastContact)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                states.stream()
                        .filter(state -> state.lastError.isPresent())
                        .map(WatchState::describe)
                        .findFirst(),
                states.stream().mapToLong(WatchState::failures).sum(),
                states.stream().mapToLong(WatchState::unreadable).sum());
    }
}
