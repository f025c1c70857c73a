package dev.probebypass.bypass;

import dev.probebypass.pod.PortReference;
import java.util.OptionalInt;

/**
 * What was decided about one probe's port, or about a port that the user named.
 *
 * @param subject whose port it is
 * @param port its number, empty if the probe names a port that does not exist
 */
public record PortDecision(Subject subject, OptionalInt port, Verdict verdict, Reason reason) {

    /**
     * Whose port a decision is about. The texts are empty for a port that no probe uses and the user named.
     *
     * @param container the container's name
     * @param probe {@code readiness}, {@code liveness} or {@code startup}
     * @param handler {@code httpGet}, {@code tcpSocket} or {@code grpc}
     * @param written the port as the probe, or the user, writes it
     * @param rewritten the mesh rewrites the probe, or has: a pod with its sidecar does not show this port any more
     */
    public record Subject(String container, String probe, String handler, PortReference written, boolean rewritten) {

        static Subject named(int port) {
            return new Subject("", "", "", PortReference.of(port), false);
        }

        boolean isNamed() {
            return container.isEmpty() && probe.isEmpty();
        }
    }

    static PortDecision of(Subject subject, int port, Verdict verdict, Reason reason) {
        return new PortDecision(subject, OptionalInt.of(port), verdict, reason);
    }

    /** The port's number if it has one, else what the probe has instead. */
    public String portText() {
        return port.isPresent()
                ? Integer.toString(port.getAsInt())
                : subject.written().toString();
    }

    boolean bypasses() {
        return verdict == Verdict.BYPASS;
    }
}
