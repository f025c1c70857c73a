package dev.probebypass.operator;

import dev.probebypass.mesh.Mesh;
import dev.probebypass.meshes.Meshes;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The order in which the API server calls webhooks: that of their configurations' names, byte by byte. After the mesh's
 * injector our annotations come too late.
 */
public final class WebhookOrder {

    private WebhookOrder() {}

    /**
     * The injectors that are called before the configuration of that name, in the order of the calls, and for whose pods that
     * is too early: not those that leave the redirection to a plugin of the node.
     */
    public static List<String> injectorsBefore(
            String ours, Stream<MutatingWebhookConfiguration> all, InjectorModes modes) {
        return all.filter(configuration -> name(configuration).compareTo(ours) < 0)
                .filter(WebhookOrder::injects)
                .filter(configuration -> mesh(configuration)
                        .map(mesh -> mesh.injectors().configurationOf(labels(configuration)))
                        .flatMap(modes::usesPlugin)
                        .filter(Boolean::booleanValue)
                        .isEmpty())
                .map(WebhookOrder::name)
                .sorted()
                .toList();
    }

    /** Whether it is the configuration of a mesh's injector. */
    public static boolean injects(MutatingWebhookConfiguration configuration) {
        return mesh(configuration).isPresent();
    }

    /** The mesh whose injector a configuration calls for new pods. */
    public static Optional<Mesh> mesh(MutatingWebhookConfiguration configuration) {
        return configuration.getWebhooks().stream()
                .filter(WebhookOrder::isCalledForNewPods)
                .flatMap(entry -> Meshes.injectedBy(name(configuration), entry.getName()).stream())
                .findFirst();
    }

    /** The labels of a configuration, none where it has none. */
    public static Map<String, String> labels(MutatingWebhookConfiguration configuration) {
        return Optional.ofNullable(configuration.getMetadata().getLabels()).orElse(Map.of());
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
