package dev.probebypass.operator;

import dev.probebypass.certificate.Pem;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The CA bundle of a webhook configuration that calls us, in each of its webhooks, as the API server has it.
 *
 * @param entries those of its entries whose caBundle is ours to keep
 */
record WebhookCaBundle(MutatingWebhookConfiguration configuration, List<MutatingWebhook> entries) {

    WebhookCaBundle {
        entries = List.copyOf(entries);
    }

    /** One whose entries are all ours. */
    static WebhookCaBundle of(MutatingWebhookConfiguration configuration) {
        return new WebhookCaBundle(configuration, configuration.getWebhooks());
    }

    String name() {
        return configuration.getMetadata().getName();
    }

    /** What every entry trusts. */
    List<X509Certificate> trustedByAll() {
        List<List<X509Certificate>> bundles =
                entries.stream().map(WebhookCaBundle::bundle).toList();
        return trustedByAny().stream()
                .filter(certificate -> bundles.stream().allMatch(bundle -> bundle.contains(certificate)))
                .toList();
    }

    /** What at least one entry trusts. */
    List<X509Certificate> trustedByAny() {
        return entries.stream()
                .map(WebhookCaBundle::bundle)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Whether every entry trusts these, and nobody else. */
    boolean trusts(List<X509Certificate> certificates) {
        Predicate<List<X509Certificate>> same =
                bundle -> bundle.size() == certificates.size() && bundle.containsAll(certificates);
        return entries.stream().map(WebhookCaBundle::bundle).allMatch(same);
    }

    /**
     * What to apply so that every entry trusts these: the field alone, and the uid, so that a configuration that is gone
     * does not come back.
     */
    MutatingWebhookConfiguration trusting(List<X509Certificate> certificates) {
        String bundle =
                Base64.getEncoder().encodeToString(Pem.write(certificates).getBytes(StandardCharsets.US_ASCII));
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name())
                .withUid(configuration.getMetadata().getUid())
                .endMetadata()
                .withWebhooks(entries.stream()
                        .map(entry -> new MutatingWebhookBuilder()
                                .withName(entry.getName())
                                .withNewClientConfig()
                                .withCaBundle(bundle)
                                .endClientConfig()
                                .build())
                        .toList())
                .build();
    }

    /** What an entry trusts. The API server stores nothing but base64 there. */
    private static List<X509Certificate> bundle(MutatingWebhook entry) {
        return Optional.ofNullable(entry.getClientConfig().getCaBundle())
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1))
                .map(Pem::read)
                .orElse(List.of());
    }
}
