package dev.probebypass.report;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.PortDecision.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A port of a pod in the JSON of {@code explain}.
 *
 * @param container that has the probe or hook, {@code null} for a port that the user named
 * @param probe {@code liveness}, {@code readiness} or {@code startup}, or a hook: {@code postStart} or {@code preStop}; {@code null} likewise
 * @param handler {@code httpGet}, {@code tcpSocket} or {@code grpc}; {@code null} likewise
 * @param port its number, or the name that is no port of the container
 * @param verdict {@code bypass}, {@code leave} or {@code fine}
 * @param reason for the verdict
 */
public record PortDocument(
        @Nullable String container,
        @Nullable String probe,
        @Nullable String handler,
        IntOrString port,
        String verdict,
        String reason) {

    /** A number or a text, as Kubernetes writes ports. */
    public sealed interface IntOrString {

        /** What stands in the JSON. */
        @JsonValue
        Object json();

        /** A number. */
        record Int(Integer json) implements IntOrString {}

        /** A text. */
        record Text(String json) implements IntOrString {}
    }

    static PortDocument of(PortDecision decision) {
        return switch (decision.subject()) {
            case Subject.Named _ -> of(null, null, null, decision);
            case Subject.Called called ->
                of(
                        called.container().orElse(null),
                        called.occasion(),
                        called.call().handler().field(),
                        decision);
        };
    }

    private static PortDocument of(
            @Nullable String container, @Nullable String probe, @Nullable String handler, PortDecision decision) {
        return new PortDocument(
                container,
                probe,
                handler,
                decision.port().isPresent()
                        ? new IntOrString.Int(decision.port().getAsInt())
                        : new IntOrString.Text(decision.portText()),
                decision.verdict().word(),
                decision.reason().name());
    }
}
