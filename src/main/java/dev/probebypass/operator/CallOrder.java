package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The order in which the API server calls webhooks: that of their configurations' names, byte by byte. After the mesh's
 * injector our annotations come too late.
 */
final class CallOrder {

    /** Istio's, and those of its revisions and tags. */
    private static final List<String> CONFIGURATIONS = List.of("istio-sidecar-injector", "istio-revision-tag-");

    /** What all of Istio's entries end in, whatever their configuration is called. */
    private static final String ENTRY = "sidecar-injector.istio.io";

    private CallOrder() {}

    /**
     * The injectors that are called before the configuration of that name, in the order of the calls, and for whose pods that
     * is too early: not those that leave the redirection to a plugin of the node.
     */
    static List<String> injectorsBefore(String ours, Stream<MutatingWebhookConfiguration> all, InjectorModes modes) {
        return all.filter(configuration -> name(configuration).compareTo(ours) < 0)
                .filter(CallOrder::injects)
                .filter(configuration -> !modes.usesPlugin(InjectorRevisions.revisionOf(configuration))
                        .orElse(false))
                .map(CallOrder::name)
                .sorted()
                .toList();
    }

    /** Whether it is the configuration of an injector of Istio's. */
    static boolean injects(MutatingWebhookConfiguration configuration) {
        boolean known = CONFIGURATIONS.stream().anyMatch(name(configuration)::startsWith);
        return configuration.getWebhooks().stream()
                .anyMatch(entry -> (known || entry.getName().endsWith(ENTRY)) && isCalledForNewPods(entry));
    }

    private static boolean isCalledForNewPods(MutatingWebhook entry) {
        return entry.getRules().stream()
                .anyMatch(rule -> hasAny(rule.getApiGroups(), "", "*")
                        && hasAny(rule.getOperations(), "CREATE", "*")
                        && resources(rule));
    }

    private static boolean resources(RuleWithOperations rule) {
        return hasAny(rule.getResources(), "pods", "*", "*/*");
    }

    private static boolean hasAny(Collection<String> values, String... wanted) {
        return Stream.of(wanted).anyMatch(values::contains);
    }

    private static String name(MutatingWebhookConfiguration configuration) {
        return configuration.getMetadata().getName();
    }
}
