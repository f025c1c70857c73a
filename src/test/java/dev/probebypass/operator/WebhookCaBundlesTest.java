package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.certificate.RotationPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookCaBundlesTest {

    private static final String URL = "https://webhook.example.com:8443/mutate";

    private final OperatorSettings settings = new OperatorSettings(
            new KeptNames("ours", "service", Optional.of(URL), "secret"),
            "namespace",
            "deployment",
            "identity",
            new RotationPolicy(Duration.ofDays(365), Duration.ofDays(7), Duration.ofSeconds(60)),
            _ -> new ServerArguments.Unknown());

    @Test
    void aConfigurationIsOursByItsNameOrByWhomItCalls() {
        assertThat(names(
                        byUrl("ours", "https://somewhere.example.com/"),
                        byUrl("by-url", URL),
                        byService("by-service", "namespace", "service")))
                .containsExactly("ours", "by-url", "by-service");
    }

    @Test
    void whoeverCallsAnotherIsNot() {
        assertThat(names(
                        byUrl("other-port", "https://webhook.example.com:8444/mutate"),
                        byService("other-namespace", "elsewhere", "service"),
                        byService("other-service", "namespace", "others")))
                .isEmpty();
    }

    @Test
    void ofASharedConfigurationOnlyTheEntriesThatCallUsAreOurs() {
        MutatingWebhookConfiguration shared = new MutatingWebhookConfigurationBuilder(
                        byService("shared", "elsewhere", "service"))
                .addToWebhooks(byUrl("x", URL).getWebhooks().getFirst())
                .build();

        WebhookCaBundles found = WebhookCaBundles.among(List.of(shared), settings);

        assertThat(found.all().getFirst().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getClientConfig().getUrl()).isEqualTo(URL));
    }

    @Test
    void noneOfThemTrustsAnybody() {
        WebhookCaBundles none = new WebhookCaBundles(List.of());

        assertThat(none.trustedByAll()).isEmpty();
        assertThat(none.trustedByAny()).isEmpty();
    }

    private List<String> names(MutatingWebhookConfiguration... all) {
        return WebhookCaBundles.among(List.of(all), settings).all().stream()
                .map(WebhookCaBundle::name)
                .toList();
    }

    private static MutatingWebhookConfiguration byUrl(String name, String url) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewWebhook()
                .withName("entry.example.com")
                .withNewClientConfig()
                .withUrl(url)
                .endClientConfig()
                .endWebhook()
                .build();
    }

    private static MutatingWebhookConfiguration byService(String name, String namespace, String service) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewWebhook()
                .withName("entry-" + name + ".example.com")
                .withNewClientConfig()
                .withNewService()
                .withNamespace(namespace)
                .withName(service)
                .endService()
                .endClientConfig()
                .endWebhook()
                .build();
    }
}
