package dev.probebypass.operator;

import dev.probebypass.certificate.RotationPolicy;

/**
 * What is kept up, and by whom.
 *
 * @param names of what is kept up
 * @param namespace that this replica runs in
 * @param deployment that this replica belongs to: the Lease has its name, and what we make goes with it
 * @param identity of this replica, unlike any other's
 * @param policy when certificates are rotated
 * @param arguments understands the Deployment's
 */
public record OperatorSettings(
        KeptNames names,
        String namespace,
        String deployment,
        String identity,
        RotationPolicy policy,
        ServerArguments.Reader arguments) {

    /** Who the API server should note as the author of what we write. */
    static final String FIELD_MANAGER = "probe-bypass";

    String webhookConfiguration() {
        return names.webhookConfiguration();
    }

    String secret() {
        return names.secret();
    }
}
