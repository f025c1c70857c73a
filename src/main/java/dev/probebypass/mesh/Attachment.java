package dev.probebypass.mesh;

import dev.probebypass.pod.Call;
import dev.probebypass.pod.Container;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How a mesh treats the traffic and the probes of one pod that it takes. */
public interface Attachment {

    /** The mesh that does it. */
    Mesh mesh();

    /** The name of the configuration of the mesh that holds for the pod, such as a revision. */
    String revision();

    /** The configuration in a sentence, such as {@code Linkerd's configuration}. */
    String configurationName();

    /** How well that configuration is known. */
    Certainty certainty();

    /** Whether the container is the mesh's own. */
    boolean owns(Container container);

    /** Whether the sidecar is in the pod already. */
    boolean isInjected();

    /** Whether the pod has its redirection already, with its sidecar or before it: no list changes that any more. */
    boolean isRedirectionFixed();

    /**
     * The same pod's attachment as it was before its sidecar came. Annotations that came with it stay. Where the mesh's
     * configuration can't be seen and what came with the sidecar is all there is to decide by, the pod stays as it is.
     */
    Attachment beforeInjection();

    /** Whether the injector has been to the pod, also where it is looked at as it was before. */
    boolean followsInjection();

    /** Whether the mesh's configuration can't be seen. What a pod says by itself, or shows after the injector, counts all the same. */
    default boolean isUnseen() {
        return certainty() == Certainty.UNSEEN;
    }

    /** The annotations whose value the mesh will reject, and the pod with it. */
    List<Unreadable> unreadable();

    /** Whether the port belongs to the sidecar. */
    boolean reserves(int port);

    /**
     * Whether the mesh rewrites a probe or hook, or has rewritten it: then what the pod says of it changes with the sidecar.
     *
     * @param call how the kubelet calls
     * @param port the number that it calls, empty if it calls none
     */
    boolean rewrites(Call call, OptionalInt port);

    /**
     * What the mesh does with a probe or hook.
     *
     * @param call how the kubelet calls
     * @param port the number that it calls
     */
    ProbeHandling handling(Call call, int port);

    /** Why the mesh can't make a probe work that is {@link ProbeHandling#NOT_REWRITABLE}, in a sentence without a full stop. */
    String whyNotRewritable();

    /** Whether the mesh's own cure is on for this pod. */
    Rewriting probeRewriting();

    /** What happens to a connection from outside to the port. */
    Redirection inbound(int port);

    /** What happens to a connection from the pod to that port elsewhere. */
    Redirection outbound(int port);

    /** The list of ports whose inbound connections are not redirected. */
    ExclusionList inboundExclusion();

    /** The list of ports whose outbound connections are not redirected. */
    ExclusionList outboundExclusion();

    /** How the mesh's own cure for probes is asked for; empty where it can't be, or where somebody declined it. */
    Optional<ProbeRewriting> rewriting();

    /** An annotation that the mesh rejects. */
    record Unreadable(String annotation, String value) {}

    /**
     * The mesh's own cure for probes, which is not yet asked for.
     *
     * @param annotation what to set
     * @param value to what
     * @param result the same pod's attachment once that is done
     */
    record ProbeRewriting(String annotation, String value, Attachment result) {}
}
