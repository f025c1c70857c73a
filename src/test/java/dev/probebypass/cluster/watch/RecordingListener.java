package dev.probebypass.cluster.watch;

import dev.probebypass.mesh.RecordingMeshListener;
import java.util.List;
import java.util.Optional;

/** Writes down what a log would show. */
final class RecordingListener extends RecordingMeshListener implements WatchListener {

    List<String> linesAbout(String resource) {
        return lines().stream().filter(line -> line.contains(" " + resource)).toList();
    }

    @Override
    public void followed(WatchState state) {
        write("followed " + state.describe());
    }

    @Override
    public void lost(WatchState state) {
        write("lost " + state.describe());
    }

    @Override
    public void servicesLost(WatchState services) {
        write("blind to Services: " + services.lastError().orElse("no answer"));
    }

    @Override
    public void servicesFound() {
        write("sees Services");
    }

    @Override
    public void ended(String resource) {
        write("ended " + resource);
    }

    @Override
    public void dropped(String kind, Optional<String> namespace, long bytes) {
        write("dropped %s of %s".formatted(kind, namespace.orElse("none")));
    }

    @Override
    public void readmitted(String kind, Optional<String> namespace) {
        write("readmitted %s of %s".formatted(kind, namespace.orElse("none")));
    }
}
