package dev.probebypass.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InjectorRevisionsTest {

    private final InjectorRevisions revisions = InjectorRevisions.of(
            List.of(
                    injector("istio-sidecar-injector-old", Map.of("istio.io/rev", "old")),
                    injector("istio-revision-tag-default", Map.of("istio.io/rev", "old", "istio.io/tag", "default")),
                    injector("istio-sidecar-injector-canary", Map.of("istio.io/rev", "canary"))),
            List.of(
                    namespace("shop", Map.of("istio-injection", "enabled")),
                    namespace("cart", Map.of("istio.io/rev", "canary")),
                    namespace("bank", Map.of("istio-injection", "disabled", "istio.io/rev", "canary")),
                    namespace("out", Map.of("istio.io/rev", "canary", "probe-bypass.dev/enabled", "false")),
                    namespace("lost", Map.of("istio.io/rev", "gone"))));

    @Test
    void knowsWhoUsesWhichRevision() {
        assertThat(revisions.users()).isEqualTo(Map.of("old", Set.of("shop"), "canary", Set.of("cart")));
    }

    @Test
    void labelsAPodForARevisionWhereTheNamespaceLeavesThatToIt() {
        assertThat(revisions.podLabels("canary", Map.of())).contains(Map.of("istio.io/rev", "canary"));
        assertThat(revisions.podLabels("old", Map.of())).contains(Map.of());
        assertThat(revisions.podLabels("canary", Map.of("istio.io/rev", "canary")))
                .contains(Map.of());
        assertThat(revisions.podLabels("canary", Map.of("istio-injection", "enabled")))
                .isEmpty();
        assertThat(revisions.podLabels("old", Map.of("istio-injection", "enabled")))
                .contains(Map.of());
    }

    private static MutatingWebhookConfiguration injector(String name, Map<String, String> labels) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .addNewWebhook()
                .withName("rev.namespace.sidecar-injector.istio.io")
                .addNewRule()
                .withApiGroups("")
                .withOperations("CREATE")
                .withResources("pods")
                .endRule()
                .endWebhook()
                .build();
    }

    private static Namespace namespace(String name, Map<String, String> labels) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
