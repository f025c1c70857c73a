package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.InjectorUsers;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Istio's revisions as the configurations of its injectors name them, and the namespaces whose labels choose each. */
final class InjectorRevisions implements InjectorUsers {

    private final NavigableMap<String, NavigableSet<String>> users = new TreeMap<>();

    /** The revision that each tag stands for. */
    private final Map<String, String> tags = new HashMap<>();

    private InjectorRevisions() {}

    static InjectorRevisions of(
            Collection<Map<String, String>> injectors, Map<String, Map<String, String>> namespaces) {
        InjectorRevisions revisions = new InjectorRevisions();
        injectors.forEach(revisions::add);
        namespaces.forEach(revisions::use);
        return revisions;
    }

    private void add(Map<String, String> injector) {
        String revision = injector.getOrDefault(IstioSelection.REVISION, IstioConfiguration.DEFAULT);
        users.putIfAbsent(revision, new TreeSet<>());
        Optional.ofNullable(injector.get(RevisionTag.TAG)).ifPresent(tag -> tags.put(tag, revision));
    }

    private void use(String namespace, Map<String, String> labels) {
        chosenBy(labels).map(users::get).ifPresent(names -> names.add(namespace));
    }

    /** The revision that a namespace's labels choose, empty if they leave it to the pod, or want none. */
    private Optional<String> chosenBy(Map<String, String> labels) {
        if (labels.containsKey(IstioSelection.INJECTION)) {
            return "enabled".equals(labels.get(IstioSelection.INJECTION))
                    ? Optional.of(resolve(IstioConfiguration.DEFAULT))
                    : Optional.empty();
        }
        return Optional.ofNullable(labels.get(IstioSelection.REVISION)).map(this::resolve);
    }

    @Override
    public NavigableMap<String, NavigableSet<String>> users() {
        return Collections.unmodifiableNavigableMap(users);
    }

    @Override
    public Optional<Map<String, String>> podLabels(String revision, Map<String, String> namespaceLabels) {
        if (namespaceLabels.containsKey(IstioSelection.INJECTION)
                || namespaceLabels.containsKey(IstioSelection.REVISION)) {
            return chosenBy(namespaceLabels).filter(revision::equals).map(_ -> Map.of());
        }
        return Optional.of(
                resolve(IstioConfiguration.DEFAULT).equals(revision)
                        ? Map.of()
                        : Map.of(IstioSelection.REVISION, revision));
    }

    private String resolve(String name) {
        return tags.getOrDefault(name, name);
    }
}
