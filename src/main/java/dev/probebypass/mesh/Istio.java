package dev.probebypass.mesh;

import dev.probebypass.pod.Pod;
import java.util.Map;
import java.util.Optional;

/** Istio with sidecars, and what is Istio's data plane under another name, such as Alibaba Cloud ASM. */
public record Istio(IstioValues values) implements Mesh {

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
        if (IstioInterception.isInjected(pod) || values.selection().takes(pod, namespace, namespaceLabels)) {
            return assume(pod);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Interception> assume(Pod pod) {
        return values.selection().redirects(pod) ? Optional.of(IstioInterception.of(this, pod)) : Optional.empty();
    }
}
