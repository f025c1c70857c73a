package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.ExclusionList;
import dev.probebypass.mesh.PortList;
import dev.probebypass.pod.Pod;
import java.util.Map;
import java.util.Optional;

/** A list of excluded ports as Istio reads it: the annotation replaces what holds for the mesh, even if it is empty. */
record IstioExclusionList(String annotation, Origin origin, PortList ports, Optional<Flaw> flaw)
        implements ExclusionList {

    private static final String OCTAL = "has a leading zero, on which istio-init fails: write it without";

    /** @param meshWide what holds for the mesh, empty where nobody knows */
    static IstioExclusionList of(Pod pod, String annotation, Optional<String> meshWide) {
        Optional<String> written = pod.annotations().get(annotation);
        return written.isPresent() ? ofPod(annotation, written.get()) : ofMesh(annotation, meshWide);
    }

    private static IstioExclusionList ofPod(String annotation, String value) {
        return new IstioExclusionList(
                annotation,
                Origin.POD,
                IstioPortLists.parse(value).orElse(PortList.EMPTY),
                IstioPortLists.octal(value).map(element -> new Flaw(element, OCTAL)));
    }

    private static IstioExclusionList ofMesh(String annotation, Optional<String> value) {
        return new IstioExclusionList(
                annotation,
                value.isPresent() ? Origin.MESH : Origin.UNSEEN,
                value.map(IstioPortLists::lenient).orElse(PortList.EMPTY),
                Optional.empty());
    }

    /** An empty list is written as no annotation at all: an empty one would replace what holds for the whole mesh. */
    @Override
    public Map.Entry<String, Optional<String>> edit(PortList ports) {
        return Map.entry(annotation, ports.isEmpty() ? Optional.empty() : Optional.of(ports.toString()));
    }
}
