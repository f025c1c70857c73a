package dev.probebypass.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.mesh.Interest;
import dev.probebypass.objects.WatchedKind;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class UnreadKindsTest {

    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private static final WatchedKind POLICY =
            WatchedKind.namespaced("security.istio.io", "v1beta1", "AuthorizationPolicy", "authorizationpolicies");

    private static final WatchedKind ROLLOUT = WatchedKind.namespaced("argoproj.io", "v1alpha1", "Rollout", "rollouts");

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @BeforeEach
    void install() {
        get(
                "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/ours",
                new MutatingWebhookConfigurationBuilder()
                        .addNewWebhook()
                        .withNewClientConfig()
                        .withNewService("us", "probe-bypass", "/mutate", 443)
                        .endClientConfig()
                        .endWebhook()
                        .build());
    }

    private void deploys(String... arguments) {
        get(
                "/apis/apps/v1/namespaces/probe-bypass/deployments/us",
                new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace("probe-bypass")
                        .endMetadata()
                        .withNewSpec()
                        .withNewTemplate()
                        .withNewSpec()
                        .withServiceAccountName("servers")
                        .addNewContainer()
                        .withArgs(arguments)
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());
    }

    private void serves(WatchedKind kind) {
        get(
                "/apis/" + kind.apiVersion(),
                new APIResourceListBuilder()
                        .withResources(
                                new APIResourceBuilder().withName(kind.plural()).build())
                        .build());
    }

    private void get(String path, Object body) {
        server.expect().get().withPath(path).andReturn(200, body).always();
    }

    private void permits(boolean allowed) {
        new CheckedCluster(server).says(allowed);
    }

    /** The arguments are the names. */
    private List<String> notes() {
        return notes(List.of());
    }

    private List<String> notes(List<Interest.Policy> policies) {
        return new UnreadKinds(client, "ours", Map.of("Rollout", List.of(ROLLOUT)), List.of(), policies, Optional::of)
                .notes();
    }

    private List<String> notesOfCallers() {
        return new UnreadKinds(
                        client, "ours", Map.of("Caller", List.of(ROLLOUT)), List.of("Caller"), List.of(), Optional::of)
                .notes();
    }

    @Test
    void saysWhatFollowsWhereCallersAreNotRead() {
        deploys("Canary");

        assertThat(notesOfCallers())
                .containsExactly("Servers do not read objects of kind Caller (--route-sources, routeSources): warnings"
                        + " say less of who calls a port, and none of them guards one.");
    }

    @Test
    void saysWhatFollowsWhereCallersMayNotBeRead() {
        deploys("Caller");
        serves(ROLLOUT);
        permits(false);

        assertThat(notesOfCallers())
                .containsExactly("Servers may not list and watch rollouts.argoproj.io: warnings say less of who calls a"
                        + " port, and none of them guards one. Let them, or leave Rollout out of --route-sources.");
    }

    @Test
    void saysThatASourceIsOff() {
        deploys("Canary");

        assertThat(notes())
                .containsExactly(
                        "Servers do not read objects of kind Rollout (--route-sources, routeSources): a port to"
                                + " which only one leads bypasses the sidecar.");
    }

    @Test
    void saysThatAKindThatIsServedMayNotBeRead() throws InterruptedException {
        deploys("Rollout");
        serves(ROLLOUT);
        permits(false);

        assertThat(notes())
                .containsExactly("Servers may not list and watch rollouts.argoproj.io: a port to which only one leads"
                        + " bypasses the sidecar. Let them, or leave Rollout out of --route-sources.");
        assertThat(server.getLastRequest().getBody().readUtf8()).contains("system:serviceaccount:probe-bypass:servers");
    }

    @Test
    void saysWhatFollowsWherePoliciesMayNotBeRead() {
        deploys("Rollout");
        serves(POLICY);
        permits(false);

        assertThat(notes(List.of(new Interest.Policy(POLICY, "what it guards is open"))))
                .containsExactly(
                        "Servers may not list and watch authorizationpolicies.security.istio.io: what it guards is"
                                + " open. Let them.");
    }

    @Test
    void saysNothingOfPoliciesThatMayBeRead() {
        deploys("Rollout");
        serves(POLICY);
        permits(true);

        assertThat(notes(List.of(new Interest.Policy(POLICY, "what it guards is open"))))
                .isEmpty();
    }

    @Test
    void saysNothingOfAKindThatMayBeRead() {
        deploys("Rollout");
        serves(ROLLOUT);
        permits(true);

        assertThat(notes()).isEmpty();
    }

    @Test
    void saysNothingOfAKindThatIsNotServed() {
        deploys("Rollout");
        permits(false);

        assertThat(notes()).isEmpty();
    }

    @Test
    void saysNothingWhereNobodyMayAskWhatServersMay() {
        deploys("Rollout");
        serves(ROLLOUT);
        server.expect()
                .post()
                .withPath(REVIEWS)
                .andReturn(403, CheckedCluster.refusal(403))
                .always();

        assertThat(notes()).isEmpty();
    }

    @Test
    void saysNothingWhereThereIsNoDeploymentOrNobodyMayLook() {
        assertThat(notes()).isEmpty();

        server.expect()
                .get()
                .withPath("/apis/apps/v1/namespaces/probe-bypass/deployments/us")
                .andReturn(403, CheckedCluster.refusal(403))
                .always();

        assertThat(notes()).isEmpty();
    }
}
