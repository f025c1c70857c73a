package dev.probebypass.bypass;

/** Why a whole pod is left as it came, in the order in which the reasons are tried. */
public enum PodReason {
    OPTED_OUT("the label probe-bypass.dev/enabled of the namespace or the pod is false"),
    EXCLUDED("the webhook is not asked: its configuration leaves such pods or their namespace out"),
    HOST_NETWORK("the pod uses the host's network, which no mesh intercepts"),
    MIRROR_POD("the pod mirrors a static pod, which no mesh intercepts"),
    WINDOWS("no mesh intercepts a Windows pod"),
    NOT_IN_MESH("no mesh we know takes the pod"),
    UNREADABLE_PORT_LIST("a port list on the pod is one the mesh rejects"),
    NO_PROBE_PORTS("the kubelet calls none of the pod's ports, and nobody named one");

    private final String explanation;

    PodReason(String explanation) {
        this.explanation = explanation;
    }

    /** One sentence, without a capital or a full stop. */
    public String explanation() {
        return explanation;
    }
}
