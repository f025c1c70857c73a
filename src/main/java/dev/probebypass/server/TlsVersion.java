package dev.probebypass.server;

/** The oldest TLS a client may speak. */
public enum TlsVersion {
    TLS_1_2,
    TLS_1_3;

    private static final String OLD = "TLSv1.2";
    private static final String NEW = "TLSv1.3";

    /** This version and the newer ones, as Java names them. */
    String[] accepted() {
        return switch (this) {
            case TLS_1_2 -> new String[] {OLD, NEW};
            case TLS_1_3 -> new String[] {NEW};
        };
    }
}
