package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.MeshListener;
import java.util.List;

/** Writes down what a log would show. */
record RecordingMeshListener(List<String> lines) implements MeshListener {

    @Override
    public void unreadable(String object, String problem) {
        lines.add("unreadable " + object + ": " + problem);
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
}
