package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ServiceReference;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The webhook configurations that call us, whatever their names: the one that the settings name, and each of which an entry calls
 * our Service or URL. During an upgrade that renames it there are two.
 */
record WebhookCaBundles(List<WebhookCaBundle> all) {

    WebhookCaBundles {
        all = List.copyOf(all);
    }

    /** Those of all configurations that call the server. */
    static WebhookCaBundles among(Collection<MutatingWebhookConfiguration> configurations, OperatorSettings settings) {
        return new WebhookCaBundles(configurations.stream()
                .map(each -> each.getMetadata().getName().equals(settings.webhookConfiguration())
                        ? WebhookCaBundle.of(each)
                        : new WebhookCaBundle(
                                each,
                                each.getWebhooks().stream()
                                        .filter(entry -> calls(entry, settings))
                                        .toList()))
                .filter(each -> !each.entries().isEmpty())
                .toList());
    }

    private static boolean calls(MutatingWebhook entry, OperatorSettings settings) {
        WebhookClientConfig how = entry.getClientConfig();
        Optional<ServiceReference> service = Optional.ofNullable(how.getService());
        Optional<String> url = Optional.ofNullable(how.getUrl());
        return service.filter(named -> settings.namespace().equals(named.getNamespace())
                                && settings.names().service().equals(named.getName()))
                        .isPresent()
                || url.filter(named -> settings.names().url().equals(Optional.of(named)))
                        .isPresent();
    }

    /** Without those of these names. */
    WebhookCaBundles without(Collection<String> names) {
        return new WebhookCaBundles(
                all.stream().filter(each -> !names.contains(each.name())).toList());
    }

    /** What every one of them trusts; nothing, if there are none. */
    List<X509Certificate> trustedByAll() {
        return trustedByAny().stream()
                .filter(certificate ->
                        all.stream().allMatch(each -> each.trustedByAll().contains(certificate)))
                .toList();
    }

    /** What at least one of them trusts. */
    List<X509Certificate> trustedByAny() {
        return certificates().distinct().toList();
    }

    private Stream<X509Certificate> certificates() {
        return all.stream().map(WebhookCaBundle::trustedByAny).flatMap(List::stream);
    }
}
