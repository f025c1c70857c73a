package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.Certainty;
import dev.probebypass.mesh.ExclusionList;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.PortList;
import dev.probebypass.mesh.ProbeHandling;
import dev.probebypass.mesh.Redirection;
import dev.probebypass.mesh.Rewriting;
import dev.probebypass.pod.Call;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How Istio intercepts one pod.
 *
 * @param inForce the pod's revision
 * @param probeRewriting whether the injector rewrites, or has rewritten, this pod's probes
 * @param statusPort where this pod's agent answers rewritten probes, 0 if nowhere
 */
record IstioAttachment(
        Mesh mesh,
        IstioRevision inForce,
        Pod pod,
        boolean isInjected,
        Rewriting probeRewriting,
        int statusPort,
        IstioRedirect redirect)
        implements Attachment {

    private static final String STATUS = "sidecar.istio.io/status";
    private static final String STATUS_PORT = "status.sidecar.istio.io/port";
    static final String REWRITE = "sidecar.istio.io/rewriteAppHTTPProbers";
    static final String PROXY = "istio-proxy";

    /** Ports the sidecar and the agent use themselves (istio/pkg/status/server.go, istio.io's application requirements). */
    private static final Set<Integer> OWN_PORTS = Set.of(15000, 15001, 15004, 15006, 15008, 15020, 15021, 15053, 15090);

    /** What a rewritten probe calls on the agent (istio/pilot/cmd/pilot-agent/status: {@code FormatProberURL}). */
    static final String REWRITTEN_PATH = "/app-health/";

    /** What a rewritten hook calls there. */
    private static final String REWRITTEN_HOOK_PATH = "/app-lifecycle/";

    static IstioAttachment of(Mesh mesh, IstioRevision revision, Pod pod) {
        return of(mesh, revision, pod, valuesInForce(revision.sight(), pod));
    }

    private static IstioAttachment of(Mesh mesh, IstioRevision revision, Pod pod, Optional<IstioValues> values) {
        Rewriting rewriting = pod.annotations()
                .get(REWRITE)
                .flatMap(GoBoolean::parse)
                .or(() -> values.map(IstioValues::rewritesProbes))
                .map(Rewriting::of)
                .orElse(Rewriting.UNSEEN);
        Optional<PortList> ownStatusPort = pod.annotations()
                .get(STATUS_PORT)
                .flatMap(IstioPortLists::parse)
                .filter(ports -> ports.size() == 1);
        int statusPort = ownStatusPort.isPresent()
                ? ownStatusPort.get().get(0)
                : values.orElse(IstioValues.ASSUMED).statusPort();
        return new IstioAttachment(
                mesh, revision, pod, isInjected(pod), rewriting, statusPort, IstioRedirect.of(pod, values));
    }

    /**
     * What holds for the mesh as far as this pod still depends on it, empty where nobody knows. A pod that the injector has
     * been to, or that has its redirection, shows what has become of the values: probes that are rewritten, and lists in the
     * arguments of {@code istio-init}, else in annotations, without which the CNI plugin captures every port.
     *
     * @see <a href="https://github.com/istio/istio/blob/master/cni/pkg/plugin/sidecar_redirect.go">sidecar_redirect.go</a>
     */
    private static Optional<IstioValues> valuesInForce(IstioSight sight, Pod pod) {
        boolean shows = isInjected(pod)
                || pod.initContainer(IstioRedirect.INIT_CONTAINER).isPresent();
        return shows ? Optional.of(sight.values().orElse(IstioValues.ASSUMED)) : sight.values();
    }

    /** Whether istiod has been there: its status is on the pod, and so is its sidecar. */
    static boolean isInjected(Pod pod) {
        return pod.annotations().get(STATUS).isPresent() && pod.container(PROXY).isPresent();
    }

    @Override
    public boolean owns(Container container) {
        return mesh.owns(container);
    }

    @Override
    public Attachment beforeInjection() {
        if (!isUnseen()) {
            return withoutSidecar();
        }
        // Without istio-init only the injector's work shows what to do, and there is still time to do it.
        return redirect.isFixedInPod()
                ? of(mesh, inForce, pod, Optional.empty()).withoutSidecar()
                : this;
    }

    private IstioAttachment withoutSidecar() {
        return new IstioAttachment(mesh, inForce, pod, false, probeRewriting, statusPort, redirect.beforeInjection());
    }

    @Override
    public boolean isRedirectionFixed() {
        return redirect.isFixedInPod();
    }

    @Override
    public boolean followsInjection() {
        return isInjected(pod);
    }

    @Override
    public String revision() {
        return inForce.name();
    }

    @Override
    public String configurationName() {
        return inForce.describe();
    }

    @Override
    public Certainty certainty() {
        return inForce.sight().certainty();
    }

    @Override
    public String whyNotRewritable() {
        return "Istio rewrites it, and its agent can speak neither HTTP/2 in clear text nor gRPC over TLS";
    }

    @Override
    public List<Unreadable> unreadable() {
        List<Unreadable> unreadable = List.of();
        for (int i = 0; i < IstioRedirect.CHECKED_ANNOTATIONS.size(); i++) {
            String annotation = IstioRedirect.CHECKED_ANNOTATIONS.get(i);
            Optional<String> value = pod.annotations().get(annotation);
            if (value.isPresent() && !IstioRedirect.accepts(annotation, value.get())) {
                unreadable = unreadable.isEmpty() ? new ArrayList<>() : unreadable;
                unreadable.add(new Unreadable(annotation, value.get()));
            }
        }
        return unreadable;
    }

    @Override
    public boolean reserves(int port) {
        return OWN_PORTS.contains(port) || port == statusPort;
    }

    @Override
    public boolean rewrites(Call call, OptionalInt port) {
        return isRewritten(call, port.orElse(0)) || (probeRewriting == Rewriting.ON && !isInjected);
    }

    private boolean isRewritten(Call call, int port) {
        return port == statusPort
                && call.path()
                        .filter(path -> path.startsWith(REWRITTEN_PATH) || path.startsWith(REWRITTEN_HOOK_PATH))
                        .isPresent();
    }

    @Override
    public ProbeHandling handling(Call call, int port) {
        if (isRewritten(call, port)) {
            return ProbeHandling.HANDLED;
        }
        if (isInjected) {
            return ProbeHandling.NONE;
        }
        return switch (probeRewriting) {
            case OFF -> ProbeHandling.NONE;
            case UNSEEN -> ProbeHandling.UNSEEN;
            case ON -> canRewrite(call) ? ProbeHandling.HANDLED : ProbeHandling.NOT_REWRITABLE;
        };
    }

    /** The agent calls with HTTP/1.1 unless TLS offers more, and without TLS where the probe is a gRPC one. */
    private static boolean canRewrite(Call call) {
        return switch (call.protocol()) {
            case USUAL, HTTPS -> true;
            case CLEARTEXT_HTTP2, GRPC_OVER_TLS -> false;
        };
    }

    @Override
    public Redirection inbound(int port) {
        return redirect.inbound(port);
    }

    @Override
    public Redirection outbound(int port) {
        return redirect.outbound(port);
    }

    @Override
    public ExclusionList inboundExclusion() {
        return redirect.inboundExclusion();
    }

    @Override
    public ExclusionList outboundExclusion() {
        return redirect.outboundExclusion();
    }

    @Override
    public Optional<ProbeRewriting> rewriting() {
        boolean declined =
                pod.annotations().get(REWRITE).flatMap(GoBoolean::parse).isPresent();
        return declined || probeRewriting != Rewriting.OFF || isInjected
                ? Optional.empty()
                : Optional.of(new ProbeRewriting(
                        REWRITE,
                        "true",
                        new IstioAttachment(mesh, inForce, pod, false, Rewriting.ON, statusPort, redirect)));
    }
}
