package dev.probebypass.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class OtherCallersTest {

    private static final String PATH = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @Test
    void namesEachThatCallsTheSameServerByServiceOrUrl() {
        assertThat(notes(
                        calling("ours", "service", "https://a.example.com/"),
                        calling("by-service", "service", "https://b.example.com/"),
                        calling("by-url", "others", "https://a.example.com/"),
                        calling("neither", "others", "https://b.example.com/")))
                .satisfiesExactly(
                        note -> assertThat(note).startsWith("The MutatingWebhookConfiguration by-service calls"),
                        note -> assertThat(note).startsWith("The MutatingWebhookConfiguration by-url calls"));
    }

    @Test
    void withoutOursNobodyCallsTheSame() {
        assertThat(notes(calling("by-service", "service", "https://a.example.com/")))
                .isEmpty();
    }

    @Test
    void saysNothingWhereTheyMayNotBeListed() {
        server.expect()
                .get()
                .withPath(PATH)
                .andReturn(403, new StatusBuilder().withCode(403).build())
                .always();

        assertThat(new OtherCallers(client, "ours").notes()).isEmpty();
    }

    private List<String> notes(MutatingWebhookConfiguration... all) {
        server.expect()
                .get()
                .withPath(PATH)
                .andReturn(
                        200,
                        new MutatingWebhookConfigurationListBuilder()
                                .withItems(all)
                                .build())
                .always();
        return new OtherCallers(client, "ours").notes();
    }

    private static MutatingWebhookConfiguration calling(String name, String service, String url) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewWebhook()
                .withName("by-service.example.com")
                .withNewClientConfig()
                .withNewService()
                .withNamespace("mesh")
                .withName(service)
                .endService()
                .endClientConfig()
                .endWebhook()
                .addNewWebhook()
                .withName("by-url.example.com")
                .withNewClientConfig()
                .withUrl(url)
                .endClientConfig()
                .endWebhook()
                .build();
    }
}
