package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The order in which the API server calls webhooks: that of their configurations' names, byte by byte. After the mesh's
 * injector our annotations come too late.
 */
public final class WebhookOrder {

    /** Istio's, and those of its revisions and tags. */
    private static final List<String> CONFIGURATIONS = List.of("istio-sidecar-injector", "istio-revision-tag-");

    /** What all of Istio's entries end in, whatever their configuration is called. */
    private static final String ENTRY = "sidecar-injector.istio.io";

    private static final String REVISION = "istio.io/rev";
    private static final String DEFAULT_REVISION = "default";

    private WebhookOrder() {}

    /**
     * The injectors that are called before the configuration of that name, in the order of the calls, and for whose pods that
     * is too early: not those that leave the redirection to a plugin of the node.
     */
    public static List<String> injectorsBefore(
            String ours, Stream<MutatingWebhookConfiguration> all, InjectorModes modes) {
        return all.filter(configuration -> name(configuration).compareTo(ours) < 0)
                .filter(WebhookOrder::injects)
                .filter(configuration ->
                        !modes.usesPlugin(revisionOf(configuration)).orElse(false))
                .map(WebhookOrder::name)
                .sorted()
                .toList();
    }

    /** Whether it is the configuration of an injector of Istio's. */
    public static boolean injects(MutatingWebhookConfiguration configuration) {
        boolean known = CONFIGURATIONS.stream().anyMatch(name(configuration)::startsWith);
        return configuration.getWebhooks().stream()
                .anyMatch(entry -> (known || entry.getName().endsWith(ENTRY)) && isCalledForNewPods(entry));
    }

    /** The revision whose injector a configuration calls. */
    public static String revisionOf(MutatingWebhookConfiguration injector) {
        return Optional.ofNullable(injector.getMetadata().getLabels())
                .map(labels -> labels.get(REVISION))
                .orElse(DEFAULT_REVISION);
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
