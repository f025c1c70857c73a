package dev.probebypass.names;

/** The keys of Kubernetes' own annotations that are read. */
public final class KubernetesKeys {

    /** Annotation of a pod, the kubelet's: the pod mirrors a static one. */
    public static final String MIRROR = "kubernetes.io/config.mirror";

    private KubernetesKeys() {}
}
