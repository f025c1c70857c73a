package dev.probebypass.bypass;

import dev.probebypass.mesh.Istio;

/** The labels and annotations that users and we write. */
public final class Keys {

    /** The domain of all of them. */
    public static final String DOMAIN = "probe-bypass.dev/";

    /** Label of a namespace or a pod: {@code false} opts it out. */
    public static final String ENABLED = DOMAIN + "enabled";

    /** Annotation of a namespace or a pod: {@code enforce} or {@code audit}. */
    public static final String MODE = DOMAIN + "mode";

    /** Annotation of a namespace or a pod: {@code leave}, {@code rewrite} or {@code bypass}. */
    public static final String SHARED_PORTS = DOMAIN + "shared-ports";

    /** Annotation of a namespace or a pod: {@code istio} or {@code none}. */
    public static final String MESH = DOMAIN + "mesh";

    /** Annotation of a namespace or a pod: inbound ports to exclude. */
    public static final String INBOUND_PORTS = DOMAIN + "inbound-ports";

    /** Annotation of a namespace or a pod: outbound ports to exclude. */
    public static final String OUTBOUND_PORTS = DOMAIN + "outbound-ports";

    /** Annotation of a namespace or a pod: ports never to bypass. */
    public static final String APPLICATION_PORTS = DOMAIN + "application-ports";

    /** Annotation of a pod, ours: the inbound ports that we added. */
    public static final String BYPASSED_PORTS = DOMAIN + "bypassed-ports";

    /** Annotation of a pod, the kubelet's: the pod mirrors a static one. */
    static final String MIRROR = "kubernetes.io/config.mirror";

    private Keys() {}

    /** Whether a decision may read that annotation of a pod. */
    public static boolean reads(String annotation) {
        return annotation.startsWith(DOMAIN) || annotation.equals(MIRROR) || Istio.reads(annotation);
    }
}
