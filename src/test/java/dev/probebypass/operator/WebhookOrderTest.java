package dev.probebypass.operator;

import static dev.probebypass.testing.InjectorWebhook.injector;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookOrderTest {

    private static final String OURS = "istio-zzz";

    @ParameterizedTest
    @CsvSource({
        "istio-sidecar-injector, namespace.sidecar-injector.istio.io, true",
        "istio-sidecar-injector-canary, anything.example.com, true",
        "istio-revision-tag-prod, rev.namespace.sidecar-injector.istio.io, true",
        "asm-injector, rev.object.sidecar-injector.istio.io, true",
        "istio-zzzz, namespace.sidecar-injector.istio.io, false",
        "istio-zzz, namespace.sidecar-injector.istio.io, false",
        "cert-manager-webhook, webhook.cert-manager.io, false",
    })
    void knowsAnInjectorByItsNameOrByItsEntrys(String configuration, String entry, boolean isBefore) {
        List<String> before = injectorsBefore(configuration(configuration, entry, "", "CREATE", "pods"));

        assertThat(before).isEqualTo(isBefore ? List.of(configuration) : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "'', CREATE, pods, true",
        "*, *, *, true",
        "'', CREATE, */*, true",
        "apps, CREATE, pods, false",
        "'', UPDATE, pods, false",
        "'', CREATE, services, false",
        "'', CREATE, pods/ephemeralcontainers, false",
    })
    void onlyOneThatIsCalledForNewPodsCounts(String group, String operation, String resource, boolean counts) {
        List<String> before = injectorsBefore(configuration(
                "istio-sidecar-injector", "namespace.sidecar-injector.istio.io", group, operation, resource));

        assertThat(before).hasSize(counts ? 1 : 0);
    }

    @Test
    void oneThatLeavesTheRedirectionToAPluginIsNotTooEarly() {
        MutatingWebhookConfiguration canary = new MutatingWebhookConfigurationBuilder(
                        injector("istio-sidecar-injector-canary"))
                .editMetadata()
                .addToLabels("istio.io/rev", "canary")
                .endMetadata()
                .build();
        InjectorModes modes = revision -> Map.of("canary", true, "default", false).entrySet().stream()
                .filter(mode -> mode.getKey().equals(revision))
                .map(Map.Entry::getValue)
                .findFirst();

        assertThat(WebhookOrder.injectorsBefore(OURS, Stream.of(canary, injector("istio-sidecar-injector")), modes))
                .containsExactly("istio-sidecar-injector");
    }

    @Test
    void namesThemInTheOrderOfTheirCalls() {
        assertThat(injectorsBefore(
                        injector("istio-sidecar-injector"), injector("istio-revision-tag-b"), injector("istio-zzzzz")))
                .containsExactly("istio-revision-tag-b", "istio-sidecar-injector");
    }

    @Test
    void aConfigurationWithoutEntriesIsNobody() {
        assertThat(injectorsBefore(new MutatingWebhookConfigurationBuilder()
                        .withNewMetadata()
                        .withName("istio-sidecar-injector")
                        .endMetadata()
                        .build()))
                .isEmpty();
    }

    private static List<String> injectorsBefore(MutatingWebhookConfiguration... others) {
        return WebhookOrder.injectorsBefore(OURS, Stream.of(others), _ -> Optional.empty());
    }

    private static MutatingWebhookConfiguration configuration(String name, String entry, String... rule) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewWebhook()
                .withName(entry)
                .addNewRule()
                .withApiGroups(rule[0])
                .withOperations(rule[1])
                .withResources(rule[2])
                .endRule()
                .endWebhook()
                .build();
    }
}
