package dev.probebypass.mesh;

import dev.probebypass.pod.Pod;
import java.util.Map;
import java.util.Optional;

/**
 * Istio with sidecars, and what is Istio's data plane under another name, such as Alibaba Cloud ASM.
 *
 * @param sight what is known of the configuration of the pod's revision
 */
public record Istio(IstioSight sight) implements Mesh {

    /** How users name it. */
    public static final String NAME = "istio";

    /** Annotations that a decision about a pod in Istio may read start with one of these domains. */
    private static final String[] DOMAINS = {
        "sidecar.istio.io/",
        "traffic.sidecar.istio.io/",
        "status.sidecar.istio.io/",
        "inject.istio.io/",
        "proxy.istio.io/"
    };

    /** Whether a decision may read that annotation. */
    public static boolean reads(String annotation) {
        for (String domain : DOMAINS) {
            if (annotation.startsWith(domain)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Interception> intercept(Pod pod, String namespace, Map<String, String> namespaceLabels) {
        if (IstioInterception.isInjected(pod) || selection().takes(pod, namespace, namespaceLabels)) {
            return assume(pod);
        }
        return Optional.empty();
    }

    /** Who is taken is not a thing to be left open: where it can't be seen, Istio's defaults say it. */
    private IstioSelection selection() {
        return sight.values().orElse(IstioValues.ASSUMED).selection();
    }

    @Override
    public Optional<Interception> assume(Pod pod) {
        return selection().redirects(pod) ? Optional.of(IstioInterception.of(this, pod)) : Optional.empty();
    }
}
