package dev.probebypass.apiserver;

import java.util.Map;

/** Whose kube-apiserver a run takes, and which minors of Kubernetes that may be. */
enum KubernetesOrigin {
    /** The one in the directory that {@code KUBEBUILDER_ASSETS} names: any that we support. */
    GIVEN(30, Integer.MAX_VALUE),
    /** Built from the module that pins the oldest we support. */
    OLDEST(30, 30),
    /** Built from the module that pins all tools of the tests. */
    PINNED(37, 37);

    /** Names the directory of the binaries that are given. */
    static final String ASSETS = "KUBEBUILDER_ASSETS";

    /** Said by the profile {@code kubernetes-oldest}. */
    private static final String OLDEST_IS_WANTED = "probe-bypass.kubernetes-oldest";

    private final int first;
    private final int last;

    KubernetesOrigin(int first, int last) {
        this.first = first;
        this.last = last;
    }

    static KubernetesOrigin ofThisRun() {
        return of(System.getenv(), Boolean.getBoolean(OLDEST_IS_WANTED) ? OLDEST : PINNED);
    }

    /** What is given goes before what would be built. */
    static KubernetesOrigin of(Map<String, String> environment, KubernetesOrigin otherwise) {
        return environment.getOrDefault(ASSETS, "").isBlank() ? otherwise : GIVEN;
    }

    /**
     * Whether an API server of this origin may be of a minor.
     *
     * @param minor as the API server says it, such as {@code 30} or {@code 30+}
     */
    boolean has(String minor) {
        int number = Integer.parseInt(minor.replaceAll("\\D.*", ""));
        return first <= number && number <= last;
    }
}
