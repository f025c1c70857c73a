package dev.probebypass.bypass;

/** What becomes of one port. */
public enum Verdict {
    /** Inbound connections to it are taken out of the mesh. */
    BYPASS("bypass"),
    /** It stays as it is, for a reason the user may want to know. */
    LEAVE("leave"),
    /** It stays as it is, and its probes tell the truth already. */
    FINE("fine");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The word for it, in lower case. */
    public String word() {
        return word;
    }
}
