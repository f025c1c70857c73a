package dev.probebypass.bypass;

import dev.probebypass.pod.Call;
import dev.probebypass.pod.LifecycleHook;
import dev.probebypass.pod.PortReference;
import dev.probebypass.pod.Probe;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was decided about the port of one probe or lifecycle hook, or about a port that the user named.
 *
 * @param subject whose port it is
 * @param port its number, empty if what is called is the name of a port that does not exist
 */
public record PortDecision(Subject subject, OptionalInt port, Verdict verdict, Reason reason) {

    /** Whose port a decision is about. */
    public sealed interface Subject {

        /** The port as the probe, the hook or the user writes it. */
        PortReference written();

        /** Whether the mesh rewrites the probe or hook, or has: a pod with its sidecar does not show this port any more. */
        boolean rewritten();

        /** What the kubelet calls over the network. */
        sealed interface Called extends Subject {

            /** The name of the container that it is about. */
            Optional<String> container();

            /** How the kubelet calls. */
            Call call();

            /** When it calls, in a word: {@code readiness}, {@code preStop}. */
            String occasion();

            /** What it is, for a sentence: {@code readiness probe}, {@code preStop hook}. */
            String title();

            @Override
            default PortReference written() {
                return call().port();
            }
        }

        /**
         * A probe's port.
         *
         * @param container the container's name
         */
        record Probed(Optional<String> container, Probe probe, boolean rewritten) implements Called {

            @Override
            public Call call() {
                return probe.call();
            }

            @Override
            public String occasion() {
                return probe.type().word();
            }

            @Override
            public String title() {
                return occasion() + " probe";
            }
        }

        /**
         * A lifecycle hook's port.
         *
         * @param container the container's name
         */
        record Hooked(Optional<String> container, LifecycleHook hook, boolean rewritten) implements Called {

            @Override
            public Call call() {
                return hook.call();
            }

            @Override
            public String occasion() {
                return hook.event();
            }

            @Override
            public String title() {
                return occasion() + " hook";
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

    /** The port's number if it has one, else what was written instead. */
    public String portText() {
        return port.isPresent()
                ? Integer.toString(port.getAsInt())
                : subject.written().toString();
    }

    boolean bypasses() {
        return verdict == Verdict.BYPASS;
    }
}
