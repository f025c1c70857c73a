package dev.probebypass.telemetry;

/** Why a request was refused before, or instead of, a review. */
public enum Rejection {
    NOT_FOUND("not_found"),
    METHOD("method"),
    CONTENT_TYPE("content_type"),
    TOO_LARGE("too_large"),
    /** Had not arrived whole when its time was up; a TLS handshake that did not end counts too. */
    TOO_SLOW("too_slow"),
    /** A TLS handshake that failed: one of the two did not accept the other. */
    HANDSHAKE("handshake"),
    /** The client's certificate has none of the names that are answered. */
    CLIENT_NAME("client_name"),
    OVERLOAD("overload"),
    /** No HTTP, or no AdmissionReview. */
    MALFORMED("malformed");

    private final String label;

    Rejection(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
