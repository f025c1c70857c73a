package dev.probebypass.operator;

import dev.probebypass.certificate.RotationPolicy;

/**
 * What is kept up, by name, and by whom.
 *
 * @param webhookConfiguration ours
 * @param namespace of all that follow
 * @param deployment while it stands a lost Secret is made anew
 * @param secret of the certificate authorities
 * @param identity of this replica, unlike any other's
 * @param policy when certificates are rotated
 */
public record UpkeepSettings(
        String webhookConfiguration,
        String namespace,
        String deployment,
        String secret,
        String identity,
        RotationPolicy policy) {

    /** Who the API server should note as the author of what we write; the Lease is called so too. */
    static final String US = "probe-bypass";
}
