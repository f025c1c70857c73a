package dev.probebypass.mesh;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a log would show of a mesh's objects. */
public class RecordingMeshListener implements MeshListener {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    public final List<String> lines() {
        return List.copyOf(lines);
    }

    protected final void write(String line) {
        lines.add(line);
    }

    @Override
    public void unreadable(String object, String problem) {
        write("unreadable " + object + ": " + problem);
    }

    @Override
    public void values(String configuration, List<String> news) {
        write("values of " + configuration + ": " + String.join(", ", news));
    }

    @Override
    public void kept(String object, String problem) {
        write("kept " + object + ": " + problem);
    }

    @Override
    public void readable(String object) {
        write("readable " + object);
    }

    @Override
    public void forgotten(String object) {
        write("forgotten " + object);
    }
}
