package dev.probebypass.telemetry;

/**
 * The names of our metrics, each with what it measures and in what unit. The registry adds {@code _total} to a counter and
 * {@code _seconds} to a duration.
 */
final class MetricNames {

    /** Reviews answered, by {@code outcome} and the pod-level {@code reason} (empty when there is none); a count. */
    static final String REVIEWS = "probe_bypass_reviews";

    /** Probe ports decided, by {@code verdict} and {@code reason}; a count. */
    static final String PORTS = "probe_bypass_ports";

    /** From the last byte of a request to its answer, waiting for neither; seconds. */
    static final String REVIEW_DURATION = "probe_bypass_review_duration";

    /** Reviews being answered now; a count. */
    static final String REVIEWS_IN_FLIGHT = "probe_bypass_reviews_in_flight";

    /** Request bodies held in memory now; bytes. */
    static final String BYTES_IN_FLIGHT = "probe_bypass_bytes_in_flight";

    /** Requests refused before a review, by {@code reason}; a count. */
    static final String REJECTED_REQUESTS = "probe_bypass_rejected_requests";

    /** Reviews answered after the time that their caller gave; a count. */
    static final String DEADLINE_EXCEEDED = "probe_bypass_deadline_exceeded";

    /** What went wrong in us, by {@code kind}; a count. */
    static final String ERRORS = "probe_bypass_errors";

    /** Since the watched {@code resource} was last heard of; seconds. */
    static final String SNAPSHOT_AGE = "probe_bypass_snapshot_age";

    /** Whether the watched {@code resource} has been read in full and its watch stands; 0 or 1. */
    static final String SNAPSHOT_SYNCED = "probe_bypass_snapshot_synced";

    /** How long what is known of the mesh's {@code revision} has been out of date, 0 while it is not; seconds. */
    static final String MESH_CONFIGURATION_STALE = "probe_bypass_mesh_configuration_stale";

    /** Reviews decided without the mesh's own configuration; a count. */
    static final String MESH_CONFIGURATION_MISSING = "probe_bypass_mesh_configuration_missing";

    /** When the certificate of this {@code kind} ends, not a number while there is none; seconds since 1970. */
    static final String CERTIFICATE_NOT_AFTER = "probe_bypass_certificate_not_after";

    /** Certificates that took the place of another, by {@code kind}; a count. */
    static final String CERTIFICATE_ROTATIONS = "probe_bypass_certificate_rotations";

    /** Whether the webhook configuration's caBundle holds what it should; 0 or 1. */
    static final String CA_BUNDLE_IN_SYNC = "probe_bypass_ca_bundle_in_sync";

    /** How often somebody else had changed the caBundle; a count. */
    static final String CA_BUNDLE_REPAIRS = "probe_bypass_ca_bundle_repairs";

    /** Whether our webhook configuration is there, so that anybody calls us; 0 or 1, and 1 while that is not known. */
    static final String WEBHOOK_CONFIGURATION_PRESENT = "probe_bypass_webhook_configuration_present";

    /** 0 if an injector is called before us as far as this replica has looked, else 1. */
    static final String WEBHOOK_ORDER_OK = "probe_bypass_webhook_order_ok";

    /** Whether this replica is the one that writes to the cluster; 0 or 1. */
    static final String LEADER = "probe_bypass_leader";

    /** Always 1; the label {@code version} says which build runs. */
    static final String BUILD = "probe_bypass_build";

    private MetricNames() {}
}
