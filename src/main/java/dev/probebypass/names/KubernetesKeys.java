package dev.probebypass.names;

import java.util.Set;

/** The keys of other people's labels and annotations that are read whatever mesh a pod is in. */
public final class KubernetesKeys {

    /** Annotation of a pod, the kubelet's: the pod mirrors a static one. */
    public static final String MIRROR = "kubernetes.io/config.mirror";

    /** Annotation of a pod, Dapr's: the port of the application that its sidecar calls. */
    public static final String DAPR_APP_PORT = "dapr.io/app-port";

    /** Label of a pod, Knative's: the revision that it is of. */
    public static final String KNATIVE_REVISION = "serving.knative.dev/revision";

    /** Annotation of a pod or a Service, by which Prometheus finds what it scrapes: {@code true} or {@code false}. */
    public static final String SCRAPE = "prometheus.io/scrape";

    /** Annotation of a pod or a Service: the port that Prometheus scrapes; without it each that is declared. */
    public static final String SCRAPE_PORT = "prometheus.io/port";

    /** Annotation of a pod or a Service: {@code http} or {@code https}. */
    public static final String SCRAPE_SCHEME = "prometheus.io/scheme";

    private static final Set<String> OF_SERVICES = Set.of(SCRAPE, SCRAPE_PORT, SCRAPE_SCHEME);

    private KubernetesKeys() {}

    /** Whether it is an annotation of pods that is read. */
    public static boolean isRead(String annotation) {
        return switch (annotation) {
            case MIRROR, DAPR_APP_PORT, SCRAPE, SCRAPE_PORT, SCRAPE_SCHEME -> true;
            default -> false;
        };
    }

    /** Whether it is an annotation of Services that is read. */
    public static boolean isReadOfServices(String annotation) {
        return OF_SERVICES.contains(annotation);
    }
}
