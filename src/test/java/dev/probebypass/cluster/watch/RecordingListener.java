package dev.probebypass.cluster.watch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a log would show. */
final class RecordingListener implements WatchListener {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> linesAbout(String resource) {
        return lines.stream().filter(line -> line.contains(" " + resource)).toList();
    }

    @Override
    public void followed(WatchState state) {
        lines.add("followed " + state.describe());
    }

    @Override
    public void lost(WatchState state) {
        lines.add("lost " + state.describe());
    }

    @Override
    public void values(String configuration, List<String> news) {
        lines.add("values of " + configuration + ": " + String.join(", ", news));
    }

    @Override
    public void kept(String object, String problem) {
        lines.add("kept " + object + ": " + problem);
    }

    @Override
    public void readable(String object) {
        lines.add("readable " + object);
    }

    @Override
    public void forgotten(String object) {
        lines.add("forgotten " + object);
    }

    @Override
    public void unreadable(String object, String problem) {
        lines.add("unreadable " + object + ": " + problem);
    }
}
