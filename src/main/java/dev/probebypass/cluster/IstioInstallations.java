package dev.probebypass.cluster;

import dev.probebypass.mesh.IstioSelection;
import dev.probebypass.mesh.IstioValues;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions of Istio in the cluster, and how each is configured.
 *
 * @param revisions the values of each revision's sidecar injector by the revision's name; {@code default} is the one
 *     without a name
 * @param tags the revision that each revision tag points to
 * @param settings what to assume of an installation that can't be seen, empty if nobody said
 */
public record IstioInstallations(
        Map<String, IstioValues> revisions, Map<String, String> tags, Optional<IstioValues> settings) {

    /** The revision of an installation that has no name, and the tag that takes its place. */
    public static final String DEFAULT = "default";

    /** No installation to be seen, and nothing said about one. */
    public static final IstioInstallations NONE = new IstioInstallations(Map.of(), Map.of(), Optional.empty());

    public IstioInstallations {
        revisions = Map.copyOf(revisions);
        tags = Map.copyOf(tags);
    }

    /** How sure the values are. */
    public enum Source {
        /** The configuration of the pod's own revision. */
        REVISION,
        /** The pod's revision was not found, and all that were found say the same. */
        ONLY_ONE,
        /** Nothing was found: the user's settings. */
        SETTINGS,
        /** Nothing was found and nobody said anything. */
        ASSUMED
    }

    /**
     * The values that hold for a pod.
     *
     * @param revision the revision the pod belongs to, tags resolved
     */
    public record Choice(String revision, IstioValues values, Source source) {}

    /** Chooses by the labels of the pod's namespace, then by the pod's own: the way Istio's webhooks select. */
    public Choice choose(Map<String, String> namespaceLabels, Map<String, String> podLabels) {
        String wanted = revision(namespaceLabels, podLabels);
        String revision = tags.getOrDefault(wanted, wanted);
        IstioValues own = revisions.get(revision);
        if (own != null) {
            return new Choice(revision, own, Source.REVISION);
        }
        Set<IstioValues> distinct = Set.copyOf(revisions.values());
        if (distinct.size() == 1) {
            return new Choice(revision, distinct.iterator().next(), Source.ONLY_ONE);
        }
        return settings.map(values -> new Choice(revision, values, Source.SETTINGS))
                .orElseGet(() -> new Choice(revision, IstioValues.ASSUMED, Source.ASSUMED));
    }

    private static String revision(Map<String, String> namespaceLabels, Map<String, String> podLabels) {
        if (namespaceLabels.containsKey(IstioSelection.INJECTION)) {
            return DEFAULT;
        }
        String revision = namespaceLabels.get(IstioSelection.REVISION);
        return revision != null ? revision : podLabels.getOrDefault(IstioSelection.REVISION, DEFAULT);
    }
}
