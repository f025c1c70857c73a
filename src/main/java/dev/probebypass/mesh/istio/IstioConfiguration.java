package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.MeshConfiguration;
import dev.probebypass.pod.Pod;
import java.util.Map;
import java.util.Optional;

/**
 * The revisions of Istio in the cluster, and how each is configured.
 *
 * @param revisions what is known of each revision's sidecar injector by the revision's name; {@code default} is the one
 *     without a name
 * @param tags the revision that each revision tag points to
 * @param others what holds for every other revision: none gets the values of another one
 */
public record IstioConfiguration(
        Mesh mesh, Map<String, IstioSight> revisions, Map<String, String> tags, IstioSight others)
        implements MeshConfiguration {

    /** The revision of an installation that has no name, and the tag that takes its place. */
    public static final String DEFAULT = "default";

    public IstioConfiguration {
        revisions = Map.copyOf(revisions);
        tags = Map.copyOf(tags);
    }

    @Override
    public Optional<Attachment> attach(Pod pod, String namespace, Map<String, String> namespaceLabels) {
        IstioRevision revision = choose(namespaceLabels, pod.labels());
        return IstioAttachment.isInjected(pod) || revision.selection().takes(pod, namespace, namespaceLabels)
                ? attach(pod, revision)
                : Optional.empty();
    }

    @Override
    public Optional<Attachment> assume(Pod pod, Map<String, String> namespaceLabels) {
        return attach(pod, choose(namespaceLabels, pod.labels()));
    }

    @Override
    public Optional<Boolean> usesPlugin(String configuration) {
        return sight(configuration).values().map(IstioValues::usesPlugin);
    }

    private Optional<Attachment> attach(Pod pod, IstioRevision revision) {
        return revision.selection().redirects(pod)
                ? Optional.of(IstioAttachment.of(mesh, revision, pod))
                : Optional.empty();
    }

    /** Chooses by the labels of the pod's namespace, then by the pod's own: the way Istio's webhooks select. */
    IstioRevision choose(Map<String, String> namespaceLabels, Map<String, String> podLabels) {
        String revision = resolve(revision(namespaceLabels, podLabels));
        return new IstioRevision(revision, sight(revision));
    }

    /** What is known of a revision. */
    public IstioSight sight(String revision) {
        return revisions.getOrDefault(revision, others);
    }

    /** The revision that a name stands for, be it a tag. */
    private String resolve(String revisionOrTag) {
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
