package dev.probebypass.bypass;

import dev.probebypass.cluster.IstioInstallations;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.Interception;
import dev.probebypass.mesh.Istio;
import dev.probebypass.mesh.Mesh;
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

    private Plan plan(Pod pod, Snapshot snapshot, Function<Interception, Optional<Interception>> view) {
        Warnings warnings = new Warnings();
        if (isOptedOut(pod, snapshot, warnings)) {
            return left(PodReason.OPTED_OUT, installation, warnings);
        }
        Options options = options(pod, snapshot, warnings);
        Optional<PodReason> unmeshed = outsideAnyMesh(pod);
        if (unmeshed.isPresent()) {
            return left(unmeshed.get(), options, warnings);
        }
        IstioInstallations.Choice istio = snapshot.istio().choose(snapshot.namespaceLabels(), pod.labels());
        return interception(pod, snapshot, options, new Istio(istio.sight()))
                .flatMap(view)
                .map(interception ->
                        new PlanBuilder(options, warnings, istio, interception).plan(pod, snapshot.routes(pod)))
                .orElseGet(() -> left(PodReason.NOT_IN_MESH, options, warnings));
    }

    private static boolean isOptedOut(Pod pod, Snapshot snapshot, Warnings warnings) {
        return isDisabled(snapshot.namespaceLabels(), "namespace", warnings)
                || isDisabled(pod.labels(), "pod", warnings);
    }

    private static boolean isDisabled(Map<String, String> labels, String level, Warnings warnings) {
        String enabled = labels.getOrDefault(Keys.ENABLED, "true");
        if (!enabled.equals("true") && !enabled.equals("false")) {
            warnings.add("label %s=%s of the %s is ignored: use true or false", Keys.ENABLED, enabled, level);
        }
        return enabled.equals("false");
    }

    private Options options(Pod pod, Snapshot snapshot, Warnings warnings) {
        Options namespaced =
                new OptionLevels(warnings, "namespace", snapshot.namespaceAnnotations()).replace(installation);
        return new OptionLevels(warnings, "pod", pod.annotations().kept()).replace(namespaced);
    }

    private static Optional<PodReason> outsideAnyMesh(Pod pod) {
        if (pod.hostNetwork()) {
            return Optional.of(PodReason.HOST_NETWORK);
        }
        if (pod.annotations().get(Keys.MIRROR).isPresent()) {
            return Optional.of(PodReason.MIRROR_POD);
        }
        return pod.os().equals("windows") ? Optional.of(PodReason.WINDOWS) : Optional.empty();
    }

    private static Optional<Interception> interception(Pod pod, Snapshot snapshot, Options options, Mesh mesh) {
        Optional<Interception> interception = switch (options.mesh()) {
            case NONE -> Optional.empty();
            case ISTIO -> mesh.assume(pod);
            case AUTO -> mesh.intercept(pod, snapshot.namespaceName(), snapshot.namespaceLabels());
        };
        // Nothing was patched before the sidecar came, so what is in the pod now is not what would have been.
        return options.mode() == Options.Mode.AUDIT ? interception.map(Interception::beforeInjection) : interception;
    }

    private static Plan left(PodReason reason, Options options, Warnings warnings) {
        return new Plan(Optional.empty(), Optional.of(reason), List.of(), Map.of(), warnings.texts(), options.mode());
    }
}
