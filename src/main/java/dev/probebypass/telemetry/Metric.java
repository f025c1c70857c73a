package dev.probebypass.telemetry;

/**
 * Our metrics, each with its name and with what it says of itself on a scrape. The registry adds {@code _total} to a counter
 * and {@code _seconds} to a duration.
 */
enum Metric {
    REVIEWS(
            "probe_bypass_reviews",
            "Reviews answered, by outcome and the pod's reason, which is empty when there is none."),
    PORTS("probe_bypass_ports", "Ports decided, by verdict and reason."),
    REVIEW_DURATION(
            "probe_bypass_review_duration", "From the last byte of a request to its answer, waiting for neither."),
    REVIEWS_IN_FLIGHT("probe_bypass_reviews_in_flight", "Reviews being answered."),
    BYTES_IN_FLIGHT("probe_bypass_bytes_in_flight", "Bytes of request bodies in memory."),
    CONNECTIONS("probe_bypass_connections", "Open connections, by the port that they came to."),
    CLOSED_CONNECTIONS(
            "probe_bypass_closed_connections",
            "Connections that were closed to make room for others, by the port that they came to."),
    REJECTED_REQUESTS("probe_bypass_rejected_requests", "Requests that got no review, by reason."),
    LOG_LINES_HELD_BACK(
            "probe_bypass_log_lines_held_back",
            "Log lines about reviews that were not written, as there were too many of their kind."),
    DEADLINE_EXCEEDED(
            "probe_bypass_deadline_exceeded", "Reviews answered after the time that the API server gave for them."),
    ERRORS(
            "probe_bypass_errors",
            "What went wrong in the webhook, by kind; each is one log line too, unless there are too many of its kind."),
    SNAPSHOT_AGE(
            "probe_bypass_snapshot_age", "Since the API server last said anything new about the watched resource."),
    SNAPSHOT_SYNCED(
            "probe_bypass_snapshot_synced", "1 if the watched resource has been read in full and its watch stands."),
    KEPT_BYTES("probe_bypass_kept_bytes", "Bytes that are kept of the watched objects of this kind, as estimated."),
    UNSEEN_NAMESPACES(
            "probe_bypass_unseen_namespaces",
            "Namespaces whose objects of this kind are more than is kept; their probed ports count as application ports."),
    SERVICES_UNREADABLE(
            "probe_bypass_services_unreadable",
            "1 while Services can't be read, so that each probed port counts as an application port."),
    MESH_CONFIGURATION_STALE(
            "probe_bypass_mesh_configuration_stale",
            "How long what is known of the mesh's revision has been out of date, 0 while it is not."),
    MESH_CONFIGURATION_MISSING(
            "probe_bypass_mesh_configuration_missing", "Reviews decided without the mesh's own configuration."),
    CERTIFICATE_NOT_AFTER(
            "probe_bypass_certificate_not_after",
            "When the certificate of this kind ends, since 1970; NaN while there is none."),
    CERTIFICATE_ROTATIONS(
            "probe_bypass_certificate_rotations", "Certificates that took the place of another, by kind."),
    CA_BUNDLE_IN_SYNC(
            "probe_bypass_ca_bundle_in_sync",
            "1 if the webhook configuration's caBundle holds what it should, or there is no configuration."),
    CA_BUNDLE_REPAIRS("probe_bypass_ca_bundle_repairs", "How often somebody else had changed the caBundle."),
    WEBHOOK_CONFIGURATION_PRESENT(
            "probe_bypass_webhook_configuration_present",
            "0 if there is no webhook configuration, so that nobody calls us."),
    WEBHOOK_ORDER_OK(
            "probe_bypass_webhook_order_ok",
            "0 if a mesh's injector is called before us, as far as this replica has looked."),
    LEADER("probe_bypass_leader", "1 on the replica that writes to the cluster."),
    /** The registry keeps the suffix only of a meter that is named with a dot before it. */
    BUILD("probe_bypass_build.info", "Always 1; its label says which version runs.");

    private final String id;
    private final String help;

    Metric(String id, String help) {
        this.id = id;
        this.help = help;
    }

    /** As the registry is told it. */
    String id() {
        return id;
    }

    /** One sentence, for {@code # HELP}. */
    String help() {
        return help;
    }
}
