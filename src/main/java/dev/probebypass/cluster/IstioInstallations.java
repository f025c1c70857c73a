package dev.probebypass.cluster;

import dev.probebypass.mesh.IstioSelection;
import dev.probebypass.mesh.IstioSight;
import java.util.Map;

/**
 * The revisions of Istio in the cluster, and how each is configured.
 *
 * @param revisions what is known of each revision's sidecar injector by the revision's name; {@code default} is the one
 *     without a name
 * @param tags the revision that each revision tag points to
 * @param others what holds for every other revision: none gets the values of another one
 */
public record IstioInstallations(Map<String, IstioSight> revisions, Map<String, String> tags, IstioSight others) {

    /** The revision of an installation that has no name, and the tag that takes its place. */
    public static final String DEFAULT = "default";

    /** No installation to be seen, and nothing said about one. */
    public static final IstioInstallations NONE = new IstioInstallations(Map.of(), Map.of(), IstioSight.UNSEEN);

    public IstioInstallations {
        revisions = Map.copyOf(revisions);
        tags = Map.copyOf(tags);
    }

    /**
     * The configuration that holds for a pod.
     *
     * @param revision the revision the pod belongs to, tags resolved
     */
    public record Choice(String revision, IstioSight sight) {}

    /** Chooses by the labels of the pod's namespace, then by the pod's own: the way Istio's webhooks select. */
    public Choice choose(Map<String, String> namespaceLabels, Map<String, String> podLabels) {
        String revision = resolve(revision(namespaceLabels, podLabels));
        return new Choice(revision, sight(revision));
    }

    /** What is known of a revision. */
    public IstioSight sight(String revision) {
        return revisions.getOrDefault(revision, others);
    }

    /** The revision that a name stands for, be it a tag. */
    public String resolve(String revisionOrTag) {
        return tags.getOrDefault(revisionOrTag, revisionOrTag);
    }

    private static String revision(Map<String, String> namespaceLabels, Map<String, String> podLabels) {
        if (namespaceLabels.containsKey(IstioSelection.INJECTION)) {
            return DEFAULT;
        }
        String revision = namespaceLabels.get(IstioSelection.REVISION);
        return revision != null ? revision : podLabels.getOrDefault(IstioSelection.REVISION, DEFAULT);
    }
}
