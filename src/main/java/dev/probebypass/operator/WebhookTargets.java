package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ServiceReference;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The targets of webhooks that call one server: the Services, whatever their path and port, and URLs of their {@code clientConfig}.
 */
public final class WebhookTargets {

    private final Set<Target> targets;

    private WebhookTargets(Stream<? extends Target> targets) {
        this.targets = targets.collect(Collectors.toUnmodifiableSet());
    }

    /** The target of one webhook: an URL or a Service, never both. */
    private sealed interface Target {}

    private record Url(String url) implements Target {}

    private record Service(String namespace, String name) implements Target {}

    /** A Service, and an URL where the API server reaches no Service. */
    static WebhookTargets of(OperatorSettings settings) {
        KeptNames names = settings.names();
        return new WebhookTargets(Stream.concat(
                Stream.of(new Service(settings.namespace(), names.service())), names.url().map(Url::new).stream()));
    }

    /** Those that the configuration of that name calls; none if it is not among these. */
    public static WebhookTargets of(String name, Collection<MutatingWebhookConfiguration> all) {
        return new WebhookTargets(all.stream()
                .filter(each -> each.getMetadata().getName().equals(name))
                .flatMap(each -> each.getWebhooks().stream())
                .flatMap(webhook -> targetOf(webhook).stream()));
    }

    /** The webhooks of a configuration that call one of these. */
    public List<MutatingWebhook> calledBy(MutatingWebhookConfiguration configuration) {
        return configuration.getWebhooks().stream()
                .filter(webhook -> targetOf(webhook).filter(targets::contains).isPresent())
                .toList();
    }

    private static Optional<Target> targetOf(MutatingWebhook webhook) {
        WebhookClientConfig config = webhook.getClientConfig();
        Optional<Target> service = Optional.ofNullable(config.getService()).map(WebhookTargets::serviceOf);
        return service.or(() -> Optional.ofNullable(config.getUrl()).map(Url::new));
    }

    private static Service serviceOf(ServiceReference reference) {
        return new Service(reference.getNamespace(), reference.getName());
    }
}
