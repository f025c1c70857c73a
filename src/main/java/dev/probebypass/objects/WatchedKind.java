package dev.probebypass.objects;

import java.util.Optional;

/**
 * A kind of objects that is watched in the whole cluster.
 *
 * @param group such as {@code admissionregistration.k8s.io}, empty for Kubernetes' core
 * @param version such as {@code v1}
 * @param kind such as {@code MutatingWebhookConfiguration}
 * @param plural such as {@code mutatingwebhookconfigurations}
 * @param labelSelector which of them, as a list request says it
 */
public record WatchedKind(
        String group, String version, String kind, String plural, boolean namespaced, Optional<String> labelSelector) {

    /** All webhook configurations that change objects: a mesh reads its own, and each says whom the API server calls. */
    public static final WatchedKind MUTATING_WEBHOOK_CONFIGURATIONS = clusterWide(
            "admissionregistration.k8s.io",
            ClusterObject.MUTATING_WEBHOOK_CONFIGURATION,
            "mutatingwebhookconfigurations");

    /** All objects of a kind of version 1 that has no namespaces. */
    public static WatchedKind clusterWide(String group, String kind, String plural) {
        return new WatchedKind(group, "v1", kind, plural, false, Optional.empty());
    }

    /** All objects of a kind that has namespaces. */
    public static WatchedKind namespaced(String group, String version, String kind, String plural) {
        return new WatchedKind(group, version, kind, plural, true, Optional.empty());
    }

    /** The kind as a {@link ClusterObject} says it. */
    public String id() {
        return ClusterObject.kindOf(group, kind);
    }

    /** The group and the version, as objects say them. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** What to call its objects: the plural, with the group if that is not one of Kubernetes' own. */
    public String resource() {
        return ClusterObject.kindOf(group, plural);
    }
}
