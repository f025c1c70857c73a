package dev.probebypass.telemetry;

/** What became of a review. */
public enum Outcome {
    PATCHED("patched"),
    UNCHANGED("unchanged"),
    /** Would have been patched, but the mode is audit. */
    AUDITED("audited");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** As it stands in metrics and log lines. */
    public String label() {
        return label;
    }
}
