package dev.probebypass.bypass;

import java.util.Set;

/** Why a port got its verdict, in the order in which the reasons are tried. */
public enum Reason {
    OTHER_HOST("a host is named: the kubelet does not call the pod"),
    UNRESOLVED_PORT_NAME("no port of the same container has that name: the kubelet can't call it"),
    HANDLED_BY_MESH("the mesh makes it work by itself"),
    NOT_REWRITABLE("the mesh rewrites it but can't speak the port's protocol; bypassing can't help either"),
    MESH_UNSEEN("the mesh's configuration can't be seen, and what becomes of the port depends on it"),
    RESERVED_BY_MESH("the port is the sidecar's own"),
    ALREADY_BYPASSED("connections to the port do not go to the sidecar"),
    CAPTURED_ON_PURPOSE("an explicit list of included ports has it, and excluding has no effect then"),
    APPLICATION_PORT("it carries application traffic too"),
    GUARDED_BY_POLICY("a policy guards it, and would not hold if it bypassed the sidecar"),
    LIKELY_APPLICATION_PORT("something seems to lead application traffic to it"),
    SERVICES_UNSEEN("it can't be told which ports of the namespace carry application traffic, so each counts as one"),
    TOO_LATE("the redirection is in the pod already"),
    NAMED_BY_USER("the annotation inbound-ports or outbound-ports, or the setting, names it"),
    NO_SERVICE("no Service or other route leads to the pod, so nobody can say who calls it"),
    PROBE_PORT("no Service or other route targets it");

    private final String explanation;

    Reason(String explanation) {
        this.explanation = explanation;
    }

    /** One sentence, without a capital or a full stop. */
    public String explanation() {
        return explanation;
    }

    /** The verdicts that it may be the reason for. */
    public Set<Verdict> verdicts() {
        return switch (this) {
            case HANDLED_BY_MESH, ALREADY_BYPASSED -> Set.of(Verdict.FINE);
            case APPLICATION_PORT, LIKELY_APPLICATION_PORT, SERVICES_UNSEEN, NO_SERVICE ->
                Set.of(Verdict.LEAVE, Verdict.BYPASS);
            case NAMED_BY_USER, PROBE_PORT -> Set.of(Verdict.BYPASS);
            case OTHER_HOST,
                    UNRESOLVED_PORT_NAME,
                    NOT_REWRITABLE,
                    MESH_UNSEEN,
                    RESERVED_BY_MESH,
                    CAPTURED_ON_PURPOSE,
                    GUARDED_BY_POLICY,
                    TOO_LATE -> Set.of(Verdict.LEAVE);
        };
    }
}
