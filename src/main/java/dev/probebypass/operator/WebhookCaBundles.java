package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * The CA bundles that are ours to keep: of the webhook configuration that the settings name, and of every other with a webhook
 * that calls our Service or URL. During an upgrade that renames it there are two.
 */
record WebhookCaBundles(List<WebhookCaBundle> all) {

    WebhookCaBundles {
        all = List.copyOf(all);
    }

    /** Those among all configurations of the cluster. */
    static WebhookCaBundles among(Collection<MutatingWebhookConfiguration> configurations, OperatorSettings settings) {
        WebhookTargets us = WebhookTargets.of(settings);
        return new WebhookCaBundles(configurations.stream()
                .map(each -> each.getMetadata().getName().equals(settings.webhookConfiguration())
                        ? WebhookCaBundle.of(each)
                        : new WebhookCaBundle(each, us.calledBy(each)))
                .filter(each -> !each.entries().isEmpty())
                .toList());
    }

    /** Without those of configurations with these names. */
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
        return all.stream()
                .map(WebhookCaBundle::trustedByAny)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
