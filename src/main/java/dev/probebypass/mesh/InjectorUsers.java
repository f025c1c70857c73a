package dev.probebypass.mesh;

import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;

/** The configurations that a mesh's injectors name, and the namespaces whose labels choose each. */
public interface InjectorUsers {

    /** The names of namespaces by configuration; every configuration has an entry. */
    NavigableMap<String, NavigableSet<String>> users();

    /** The labels with which a pod is of that configuration in a namespace with these labels, empty if there are none. */
    Optional<Map<String, String>> podLabels(String configuration, Map<String, String> namespaceLabels);
}
