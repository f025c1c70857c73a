package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever adds expressions of his own to every webhook configuration, as AKS does, is not fought. */
@ExtendWith(SharedControlPlane.class)
final class ForeignSelectorIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);

    /** Those that AKS's admissions enforcer adds. */
    private static final List<String> OF_AKS = List.of(
            "control-plane DoesNotExist []",
            "control-plane NotIn [true]",
            "kubernetes.azure.com/managedby NotIn [aks]");

    private final ControlPlane controlPlane;

    ForeignSelectorIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @ParameterizedTest
    @EnumSource
    void staysWhenTheLeaderRepairsTheCaBundleAndWhenHelmUpgrades(Helm helm) {
        try (Release release = Release.install(helm, controlPlane)) {
            Product server = release.start();
            release.awaitAnswers();
            String caBundle = release.caBundle();
            addThoseOfAks(release);

            release.configuration().patch(PatchContext.of(PatchType.JSON), """
                    [{"op": "remove", "path": "/webhooks/0/clientConfig/caBundle"}]
                    """);
            Eventually.holds("the caBundle is to be back", LIMIT, () -> caBundle.equals(release.caBundle()));
            assertThat(expressions(release)).containsSubsequence(OF_AKS);

            release.upgrade("replicas=3", "webhook.timeoutSeconds=5");
            Calls afterwards = Calls.spread(50, AFTERWARDS, release::answers);
            assertThat(expressions(release)).hasSize(5).containsSubsequence(OF_AKS);
            assertThat(release.caBundle()).isEqualTo(caBundle);
            assertThat(afterwards
                            .of("upgrade with foreign expressions, " + helm)
                            .failed())
                    .isZero();
            assertThat(server.metric("probe_bypass_ca_bundle_repairs_total")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysWhereItStandsBeforeOurs(Helm helm) {
        try (Release release = Release.install(helm, controlPlane)) {
            release.configuration().patch(ofAks(), """
                            [{"op": "add", "path": "/webhooks/0/namespaceSelector/matchExpressions/0",
                              "value": {"key": "control-plane", "operator": "DoesNotExist"}}]
                            """);
            List<String> before = expressions(release);

            release.upgrade("replicas=3");

            assertThat(before).hasSize(3).startsWith("control-plane DoesNotExist []");
            assertThat(expressions(release)).isEqualTo(before);
        }
    }

    @Test
    void givesWayToAnotherSelectorOfOursWithHelm3() {
        try (Release release = Release.install(Helm.HELM_3, controlPlane)) {
            addThoseOfAks(release);

            release.upgrade("excludedNamespaces={kube-system}");
            assertThat(expressions(release)).hasSize(5).containsSubsequence(OF_AKS);

            release.rollBack();
            assertThat(expressions(release)).hasSize(2);
        }
    }

    /** The selector is one field, which belongs to who changed it last. */
    @Test
    void isGuardedByHelm4WhereOursChanges() {
        try (Release release = Release.install(Helm.HELM_4, controlPlane)) {
            addThoseOfAks(release);

            Helm.Run refused = release.tryUpgrade("excludedNamespaces={kube-system}");
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.err()).contains("conflict", "admissionsenforcer", "namespaceSelector");

            release.upgrade("excludedNamespaces={kube-system}", "--force-conflicts");
            assertThat(expressions(release)).hasSize(5).containsSubsequence(OF_AKS);

            addThoseOfAks(release);
            assertThat(release.tryRollBack().err()).contains("conflict", "admissionsenforcer");
            release.tryRollBack("--force-conflicts").ok();
            assertThat(expressions(release)).hasSize(2);
        }
    }

    private static void addThoseOfAks(Release release) {
        release.configuration().patch(ofAks(), """
                [{"op": "add", "path": "/webhooks/0/namespaceSelector/matchExpressions/-",
                  "value": {"key": "control-plane", "operator": "DoesNotExist"}},
                 {"op": "add", "path": "/webhooks/0/namespaceSelector/matchExpressions/-",
                  "value": {"key": "control-plane", "operator": "NotIn", "values": ["true"]}},
                 {"op": "add", "path": "/webhooks/0/namespaceSelector/matchExpressions/-",
                  "value": {"key": "kubernetes.azure.com/managedby", "operator": "NotIn", "values": ["aks"]}}]
                """);
    }

    private static PatchContext ofAks() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager("admissionsenforcer")
                .build();
    }

    private static List<String> expressions(Release release) {
        return release
                .configuration()
                .get()
                .getWebhooks()
                .getFirst()
                .getNamespaceSelector()
                .getMatchExpressions()
                .stream()
                .map(ForeignSelectorIT::told)
                .toList();
    }

    private static String told(LabelSelectorRequirement expression) {
        return "%s %s %s".formatted(expression.getKey(), expression.getOperator(), expression.getValues());
    }
}
