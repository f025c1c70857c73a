package dev.probebypass.bypass;

import dev.probebypass.pod.PortReference;
import dev.probebypass.pod.Probe;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was decided about one probe's port, or about a port that the user named.
 *
 * @param subject whose port it is
 * @param port its number, empty if the probe names a port that does not exist
 */
public record PortDecision(Subject subject, OptionalInt port, Verdict verdict, Reason reason) {

    /** Whose port a decision is about. */
    public sealed interface Subject {

        /** The port as the probe, or the user, writes it. */
        PortReference written();

        /** Whether the mesh rewrites the probe, or has: a pod with its sidecar does not show this port any more. */
        boolean rewritten();

        /**
         * A probe's port.
         *
         * @param container the container's name
         */
        record Probed(Optional<String> container, Probe probe, boolean rewritten) implements Subject {

            @Override
            public PortReference written() {
                return probe.call().port();
            }
        }

        /** A port that no probe uses and the user named. */
        record Named(int port) implements Subject {

            @Override
            public PortReference written() {
                return PortReference.of(port);
            }

            @Override
            public boolean rewritten() {
                return false;
            }
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
