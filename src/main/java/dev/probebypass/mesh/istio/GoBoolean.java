package dev.probebypass.mesh.istio;

import java.util.Optional;

/**
 * A boolean as Go reads it, and so as Istio reads its annotations.
 *
 * @see <a href="https://pkg.go.dev/strconv#ParseBool">strconv.ParseBool</a>
 */
final class GoBoolean {

    private GoBoolean() {}

    /** The boolean, or empty where Go fails and Istio falls back to what holds for the whole mesh. */
    static Optional<Boolean> parse(String text) {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> Optional.of(true);
            case "0", "f", "F", "FALSE", "false", "False" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
