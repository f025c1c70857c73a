package dev.probebypass.operator;

import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A cluster as its API server shows it, and the meshes in it.
 *
 * @param client stays the caller's
 */
public record ClusterView(KubernetesClient client, InjectorModes injectors) {}
