package dev.probebypass.operator;

import java.util.Optional;

/**
 * The names of what the leader keeps up in the cluster, as a server's arguments give them.
 *
 * @param webhookConfiguration the MutatingWebhookConfiguration that calls the server
 * @param service by which it is called, in the server's own namespace
 * @param url by which it is called instead, where the API server reaches no Service
 * @param secret of the certificate authorities, in the server's own namespace
 */
public record KeptNames(String webhookConfiguration, String service, Optional<String> url, String secret) {}
