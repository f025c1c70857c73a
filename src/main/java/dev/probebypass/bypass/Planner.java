package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.MeshConfiguration;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.names.KubernetesKeys;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the plan for a pod. Pure: the same pod, snapshot and options always make the same plan. */
public final class Planner {

    private final Options installation;

    /**
     * @param installation the settings of the installation, which annotations may replace
     */
    public Planner(Options installation) {
        this.installation = installation;
    }

    /** Decides about a pod that is about to be created in the snapshot's namespace. */
    public Plan plan(Pod pod, Snapshot snapshot) {
        return plan(pod, snapshot, Optional::of);
    }

    /**
     * Decides about a pod with its sidecar as in the call before the sidecar came. What that call has said can't be told where
     * it knew less than the pod shows now: then the plan has no warnings about ports.
     */
    public Plan planBeforeInjection(Pod pod, Snapshot snapshot) {
        return plan(
                pod,
                snapshot,
                injected -> Optional.of(injected.beforeInjection()).filter(before -> !before.isInjected()));
    }

    /** A plan for a pod of which the webhook is never asked. */
    public Plan excluded() {
        return left(PodReason.EXCLUDED, installation, new AdviceCollector());
    }

    private Plan plan(Pod pod, Snapshot snapshot, Function<Attachment, Optional<Attachment>> view) {
        AdviceCollector advice = new AdviceCollector();
        if (isOptedOut(pod, snapshot, advice)) {
            return left(PodReason.OPTED_OUT, installation, advice);
        }
        Options options = options(pod, snapshot, advice);
        Optional<PodReason> unmeshed = outsideAnyMesh(pod);
        if (unmeshed.isPresent()) {
            return left(unmeshed.get(), options, advice);
        }
        Optional<Attachment> attachment = attachment(pod, snapshot, options).flatMap(view);
        return attachment.isPresent()
                ? new MeshedPodPlanner(options, advice, attachment.get(), snapshot).plan(pod)
                : left(PodReason.NOT_IN_MESH, options, advice);
    }

    /** What a decision about the pod rests on. */
    public PodSurroundings surroundings(Pod pod, Snapshot snapshot) {
        AdviceCollector unsaid = new AdviceCollector();
        Options options = options(pod, snapshot, unsaid);
        return attachment(pod, snapshot, options)
                .map(attachment -> new MeshedPodPlanner(options, unsaid, attachment, snapshot).surroundings(pod))
                .orElse(PodSurroundings.NONE);
    }

    /** What the pod, its Namespace and the installation say, wherever it is in force or not. */
    public List<SaidOption> said(Pod pod, Snapshot snapshot) {
        return SaidOption.of(pod, snapshot, installation);
    }

    private static boolean isOptedOut(Pod pod, Snapshot snapshot, AdviceCollector advice) {
        return isDisabled(snapshot.namespaceLabels(), "namespace", advice) || isDisabled(pod.labels(), "pod", advice);
    }

    private static boolean isDisabled(Map<String, String> labels, String level, AdviceCollector advice) {
        String enabled = labels.getOrDefault(AnnotationKeys.ENABLED, "true");
        if (!enabled.equals("true") && !enabled.equals("false")) {
            advice.add(Code.ENABLED_LABEL_IGNORED, level, AnnotationKeys.ENABLED, enabled);
        }
        return enabled.equals("false");
    }

    private Options options(Pod pod, Snapshot snapshot, AdviceCollector advice) {
        Options namespaced = OptionOverrides.ofNamespace(advice, snapshot).replace(installation);
        KeyAdvice.ofNamespace(advice).about(snapshot.namespaceLabels(), snapshot.namespaceAnnotations());
        Options options = OptionOverrides.ofPod(advice, pod, snapshot).replace(namespaced);
        KeyAdvice.ofPod(advice).about(pod.labels(), pod.annotations().kept());
        return options;
    }

    private static Optional<PodReason> outsideAnyMesh(Pod pod) {
        if (pod.hostNetwork()) {
            return Optional.of(PodReason.HOST_NETWORK);
        }
        if (pod.annotations().get(KubernetesKeys.MIRROR).isPresent()) {
            return Optional.of(PodReason.MIRROR_POD);
        }
        return pod.os().filter("windows"::equals).isPresent() ? Optional.of(PodReason.WINDOWS) : Optional.empty();
    }

    private static Optional<Attachment> attachment(Pod pod, Snapshot snapshot, Options options) {
        if (options.mesh().equals(Options.MeshChoice.NONE)) {
            return Optional.empty();
        }
        List<MeshConfiguration> meshes = snapshot.meshes();
        for (int i = 0; i < meshes.size(); i++) {
            Optional<Attachment> attachment = attachment(pod, snapshot, options, meshes.get(i));
            if (attachment.isPresent()) {
                // Nothing was patched before the sidecar came, so what is in the pod now is not what would have been.
                return options.mode() == Options.Mode.AUDIT ? attachment.map(Attachment::beforeInjection) : attachment;
            }
        }
        return Optional.empty();
    }

    private static Optional<Attachment> attachment(
            Pod pod, Snapshot snapshot, Options options, MeshConfiguration mesh) {
        if (options.mesh().equals(Options.MeshChoice.AUTO)) {
            return mesh.attach(pod, snapshot.namespaceName(), snapshot.namespaceLabels());
        }
        return mesh.mesh().name().equals(options.mesh().word())
                ? mesh.assume(pod, snapshot.namespaceLabels())
                : Optional.empty();
    }

    private static Plan left(PodReason reason, Options options, AdviceCollector advice) {
        return new Plan(
                Optional.empty(),
                Optional.of(reason),
                List.of(),
                List.of(),
                Map.of(),
                advice.all(),
                List.of(),
                options.mode());
    }
}
