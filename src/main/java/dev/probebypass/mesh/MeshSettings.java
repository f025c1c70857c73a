package dev.probebypass.mesh;

import java.util.List;
import java.util.Map;

/**
 * What the installation's settings say of a mesh.
 *
 * @param namespaces where the mesh keeps its configuration, the first before the others; objects elsewhere say nothing of it
 * @param values what holds for a configuration that can't be seen, by the names of the {@link MeshSetting}s; empty if nobody
 *     said anything
 * @param isAssumedOtherwise whether the mesh's {@linkplain Certainty#ASSUMED assumptions} hold where nothing is seen or said:
 *     where there is no cluster to look at
 */
public record MeshSettings(List<String> namespaces, Map<String, String> values, boolean isAssumedOtherwise) {

    public MeshSettings {
        namespaces = List.copyOf(namespaces);
        values = Map.copyOf(values);
    }

    /** The same without a cluster to look at. */
    public MeshSettings assumingOtherwise() {
        return new MeshSettings(namespaces, values, true);
    }
}
