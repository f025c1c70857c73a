package dev.probebypass.telemetry;

/** The keys of structured log lines. What stands behind a key is a name, a number or a reason, never a pod. */
public final class LogKeys {

    /** The namespace of the pod or object a line is about. */
    public static final String NAMESPACE = "namespace";

    /** The pod's name, or its generateName. */
    public static final String POD = "pod";

    /** The AdmissionReview's uid, as the API server's audit log has it. */
    public static final String UID = "uid";

    /** What became of a review, as in the metric of reviews. */
    public static final String OUTCOME = "outcome";

    /** The decision in one line, as in the audit annotation. */
    public static final String DECISION = "decision";

    /** The warnings the client received. */
    public static final String WARNINGS = "warnings";

    /** How many log lines about reviews were not written since that was said the last time. */
    public static final String HELD_BACK = "heldBack";

    /** The kind of failure, as in the metric of errors. */
    public static final String KIND = "kind";

    /** An exception's class and message. */
    public static final String ERROR = "error";

    /** Where in the code an exception arose. */
    public static final String AT = "at";

    private LogKeys() {}
}
