package dev.probebypass.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What keys of labels say about the things that bear them. A key is judged by its last path segment, {@code
 * app.kubernetes.io/name} like {@code name}.
 *
 * @param grouping keys that things of several applications share
 * @param naming keys that name an application or a part of one
 * @param switched keys whose value in a selector is turned from one release to the next
 */
public record LabelKeys(Set<String> grouping, Set<String> naming, Set<String> switched) {

    /** The keys that are known. */
    public static final LabelKeys DEFAULT = new LabelKeys(
            Set.of(
                    "part-of",
                    "managed-by",
                    "created-by",
                    "chart",
                    "heritage",
                    "release",
                    "team",
                    "owner",
                    "env",
                    "environment",
                    "project",
                    "product",
                    "system",
                    "platform",
                    "domain",
                    "department",
                    "organization",
                    "org",
                    "cost-center",
                    "tenant",
                    "region",
                    "zone",
                    "kustomize",
                    "inject",
                    "enabled",
                    "rev"),
            Set.of(
                    "app",
                    "application",
                    "k8s-app",
                    "name",
                    "component",
                    "tier",
                    "kind",
                    "process",
                    "service",
                    "job",
                    "instance",
                    "run"),
            Set.of(
                    "version",
                    "color",
                    "colour",
                    "slot",
                    "track",
                    "stage",
                    "variant",
                    "deployment",
                    "pod-name",
                    "pod-index"));

    /** Values that say in which state a thing is for now. */
    private static final Set<String> STATES = Set.of(
            "blue",
            "green",
            "canary",
            "stable",
            "preview",
            "active",
            "primary",
            "master",
            "leader",
            "replica",
            "slave",
            "standby",
            "follower",
            "true",
            "false");

    private static final String INSTANCE = "instance";
    private static final String HASH = "-hash";

    public LabelKeys {
        grouping = Set.copyOf(grouping);
        naming = Set.copyOf(naming);
        switched = Set.copyOf(switched);
    }

    /** These and more. */
    public LabelKeys plus(List<String> moreGrouping, List<String> moreNaming, List<String> moreSwitched) {
        return new LabelKeys(union(grouping, moreGrouping), union(naming, moreNaming), union(switched, moreSwitched));
    }

    private static Set<String> union(Set<String> some, List<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** Whether two things that agree in this label may be of one application. */
    boolean tells(String key) {
        String segment = segment(key);
        return !segment.equals(INSTANCE) && !grouping.contains(segment);
    }

    /** Whether another value, or none, means another application or another part of it. */
    boolean names(String key) {
        return naming.contains(segment(key));
    }

    /** Whether a Service that selects this label now may be turned to another value. */
    boolean isTurned(String key, String value) {
        String segment = segment(key);
        return switched.contains(segment) || segment.endsWith(HASH) || STATES.contains(value);
    }

    private static String segment(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
