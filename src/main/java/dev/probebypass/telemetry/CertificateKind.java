package dev.probebypass.telemetry;

/** Whose certificate is meant. */
public enum CertificateKind {
    /** The authority's, by which servers are accepted. */
    CA("ca"),
    /** The server's own. */
    LEAF("leaf");

    private final String label;

    CertificateKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
