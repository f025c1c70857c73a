package dev.probebypass.names;

import java.util.List;

/** The keys of the labels and annotations that users and we write. */
public final class AnnotationKeys {

    /** The domain of all of them. */
    public static final String DOMAIN = "probe-bypass.dev/";

    /** Label of a namespace or a pod: {@code false} opts it out. */
    public static final String ENABLED = DOMAIN + "enabled";

    /** Annotation of a namespace or a pod: {@code enforce} or {@code audit}. */
    public static final String MODE = DOMAIN + "mode";

    /** Annotation of a namespace or a pod: {@code leave}, {@code rewrite} or {@code bypass}. */
    public static final String SHARED_PORTS = DOMAIN + "shared-ports";

    /** Annotation of a namespace or a pod: the name of a mesh, or {@code none}. */
    public static final String MESH = DOMAIN + "mesh";

    /** Annotation of a namespace or a pod: inbound ports to exclude. */
    public static final String INBOUND_PORTS = DOMAIN + "inbound-ports";

    /** Annotation of a namespace or a pod: outbound ports to exclude. */
    public static final String OUTBOUND_PORTS = DOMAIN + "outbound-ports";

    /** Annotation of a namespace or a pod: ports never to bypass. */
    public static final String APPLICATION_PORTS = DOMAIN + "application-ports";

    /** Annotation of a pod, ours: the inbound ports that we added. */
    public static final String BYPASSED_PORTS = DOMAIN + "bypassed-ports";

    /** Labels of a namespace or a pod. */
    public static final List<String> LABELS = List.of(ENABLED);

    /** Annotations of a namespace or a pod. */
    public static final List<String> ANNOTATIONS =
            List.of(MODE, SHARED_PORTS, MESH, INBOUND_PORTS, OUTBOUND_PORTS, APPLICATION_PORTS);

    private AnnotationKeys() {}

    /** Whether the key is in our domain. */
    public static boolean isOurs(String key) {
        return key.startsWith(DOMAIN);
    }
}
