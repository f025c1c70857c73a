package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Guard;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An AuthorizationPolicy that is for workloads.
 *
 * @param selector its workloads; without requirements all
 * @see <a href="https://istio.io/latest/docs/reference/config/security/authorization-policy/">AuthorizationPolicy</a>
 */
record AuthorizationPolicy(ObjectKey key, Action action, LabelSelector selector, List<AuthorizationRule> rules) {

    static final String KIND = "AuthorizationPolicy";

    AuthorizationPolicy {
        rules = List.copyOf(rules);
    }

    /** What becomes of a request that a rule is for. {@code AUDIT} changes nothing, and is not here. */
    enum Action {
        /** It passes, and of those for which no policy says so none does. */
        ALLOW,
        /** It is refused. */
        DENY,
        /** Somebody else is asked. */
        CUSTOM
    }

    boolean selects(Pod pod) {
        return selector.requirements().isEmpty() || selector.selects(pod.labels());
    }

    /** How much a call is compared with at most. */
    long conditions() {
        return 1 + rules.stream().mapToLong(AuthorizationRule::conditions).sum();
    }

    /** Whether everybody may call the port by this policy, whatever others allow. */
    boolean opens(String port) {
        return action == Action.ALLOW && rules.stream().anyMatch(rule -> rule.opens(port));
    }

    /** Whether it allows a call of somebody without an identity, or may do so. */
    boolean mayAllow(String port, String path) {
        return action == Action.ALLOW && rules.stream().anyMatch(rule -> rule.mayMeet(port, path));
    }

    /** Whether it refuses a call of somebody without an identity. */
    boolean denies(String port, String path) {
        return action == Action.DENY && rules.stream().anyMatch(rule -> rule.meets(port, path));
    }

    /**
     * How it guards a port of a pod that it selects; empty if it does not.
     *
     * @param paths of the health checks on that port
     * @param isOpen whether everybody may call the port by what is allowed
     */
    Optional<Guard> guard(String port, Set<String> paths, boolean isOpen) {
        return rules.stream()
                .flatMap(rule -> deed(rule, port, paths, isOpen).stream())
                .findFirst()
                .map(deed -> new Guard(KIND, key.name(), key.namespace(), deed));
    }

    private Optional<String> deed(AuthorizationRule rule, String port, Set<String> paths, boolean isOpen) {
        return switch (action) {
            case ALLOW -> rule.isForSome() && !isOpen ? named(rule, port) : Optional.empty();
            case CUSTOM -> named(rule, port).or(() -> byExclusion(rule, port));
            case DENY -> named(rule, port).or(() -> byExclusion(rule, port)).or(() -> byPath(rule, port, paths));
        };
    }

    private static Optional<String> named(AuthorizationRule rule, String port) {
        return rule.names(port) ? Optional.of("names it") : Optional.empty();
    }

    private static Optional<String> byExclusion(AuthorizationRule rule, String port) {
        return rule.leavesIn(port) ? Optional.of("covers it") : Optional.empty();
    }

    private static Optional<String> byPath(AuthorizationRule rule, String port, Set<String> paths) {
        return paths.stream().anyMatch(path -> rule.isAbout(path, port))
                ? Optional.of("denies paths on it")
                : Optional.empty();
    }
}
