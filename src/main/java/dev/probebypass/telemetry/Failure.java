package dev.probebypass.telemetry;

/** What went wrong in us, though nobody's pod is refused for it. */
public enum Failure {
    /** An exception nobody foresaw: a bug. */
    UNEXPECTED("unexpected"),
    /** A pod whose metadata can't take another annotation. */
    ANNOTATIONS("annotations"),
    /** A pod so large that to decide would take more memory than one review may have. */
    OVERSIZED("oversized"),
    /** A certificate or key that could not be read; the one before stays in use. */
    CERTIFICATE("certificate"),
    /** Upkeep of our Secret or our webhook configuration that did not succeed; it is tried again. */
    OPERATOR("operator"),
    /** A watch that broke, or an object in it that could not be read. */
    WATCH("watch"),
    /** Requests cut off because they outlasted the time to stop. */
    DRAIN("drain");

    private final String label;

    Failure(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
