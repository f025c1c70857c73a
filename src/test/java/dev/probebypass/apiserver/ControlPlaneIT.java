package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedControlPlane.class)
final class ControlPlaneIT {

    private final ControlPlane controlPlane;
    private final WebhookConfigurations webhooks;
    private final String namespace;

    ControlPlaneIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.webhooks = new WebhookConfigurations(controlPlane);
        this.namespace = controlPlane.createNamespace(Map.of());
    }

    @AfterEach
    void forgetTheWebhooks() {
        webhooks.close();
    }

    @Test
    void isARealApiServerOfAMinorThatIsMeant() {
        assertThat(controlPlane.version().getMajor()).isEqualTo("1");
        assertThat(controlPlane.version().getMinor()).matches(KubernetesOrigin.ofThisRun()::has);
    }

    @Test
    void storesAPod() {
        RawApi.Reply reply = controlPlane.api().createPod(pod("plain"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(stored("plain").getStatus().getPhase()).isEqualTo("Pending");
    }

    @Test
    void storesNothingOfADryRun() {
        RawApi.Reply reply = controlPlane.api().dryRunPod(pod("rehearsed"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(controlPlane
                        .client()
                        .pods()
                        .inNamespace(namespace)
                        .withName("rehearsed")
                        .get())
                .isNull();
    }

    @Test
    void storesWhatAWebhookPatched() {
        try (RecordingWebhook webhook = annotating("patcher")) {
            webhooks.register(Registration.of("patcher", webhook), namespace);

            controlPlane.api().createPod(pod("patched"));

            assertThat(stored("patched").getMetadata().getAnnotations()).containsEntry("seen-by", "patcher");
            assertThat(webhook.pods("patched")).hasSize(1);
        }
    }

    @Test
    void callsWebhooksByNameWhateverTheOrderOfTheirCreation() {
        try (RecordingWebhook first = annotating("aaa");
                RecordingWebhook last = RecordingWebhook.start()) {
            webhooks.register(Registration.of("zzz", last), namespace);
            webhooks.register(Registration.of("aaa", first), namespace);

            controlPlane.api().createPod(pod("ordered"));

            assertThat(last.pods("ordered")
                            .getFirst()
                            .at("/metadata/annotations/seen-by")
                            .asText())
                    .isEqualTo("aaa");
        }
    }

    @Test
    void callsNoWebhookForANamespaceItsSelectorLeavesOut() {
        String optedOut = controlPlane.createNamespace(Map.of("probe-bypass.dev/enabled", "false"));
        try (RecordingWebhook webhook = RecordingWebhook.start()) {
            Registration registration = Registration.of("selective", webhook).skippingOptedOutNamespaces();
            webhooks.apply(registration);
            webhooks.awaitAnswers(registration, namespace);

            controlPlane.api().createPod(SamplePod.named(optedOut, "left-out").build());

            assertThat(webhook.pods("left-out")).isEmpty();
        }
    }

    /** So whoever reads a Secret or a caBundle need not mind other text. */
    @Test
    void storesOnlyBase64InFieldsOfBytes() {
        RawApi.Reply secret = controlPlane
                .api()
                .post(
                        "/api/v1/namespaces/%s/secrets".formatted(namespace),
                        Json.of(Map.of("metadata", Map.of("name", "damaged"), "data", Map.of("ca.crt", "!!!"))));
        RawApi.Reply caBundle = controlPlane
                .api()
                .post(
                        "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations?dryRun=All",
                        Json.of(Map.of(
                                "metadata",
                                Map.of("name", "damaged"),
                                "webhooks",
                                List.of(Map.of("name", "a.b.test", "clientConfig", Map.of("caBundle", "!!!"))))));

        assertThat(secret.status()).isEqualTo(400);
        assertThat(secret.body().toString()).contains("illegal base64 data");
        assertThat(caBundle.status()).isEqualTo(400);
        assertThat(caBundle.body().toString()).contains("illegal base64 data");
    }

    @Test
    void showsTheClientEveryWarning() {
        Pod doubtful = SamplePod.named(namespace, "warned")
                .editSpec()
                .editFirstContainer()
                .addToEnv(variable("A"), variable("A"), variable("B"), variable("B"))
                .endContainer()
                .endSpec()
                .build();

        RawApi.Reply reply = controlPlane.api().createPod(doubtful);

        assertThat(reply.warnings())
                .satisfiesExactly(
                        first -> assertThat(first).contains("hides previous definition of \"A\""),
                        second -> assertThat(second).contains("hides previous definition of \"B\""));
    }

    @Test
    void logsWhichWebhooksWereCalledForAPod() {
        try (RecordingWebhook webhook = annotating("audited")) {
            webhooks.register(Registration.of("audited", webhook), namespace);

            controlPlane.api().createPod(pod("logged"));

            assertThat(controlPlane.auditLog().annotationsOfCreation(namespace, "logged"))
                    .hasEntrySatisfying(
                            "mutation.webhook.admission.k8s.io/round_0_index_0",
                            call -> assertThat(call).contains("\"configuration\":\"audited\"", "\"mutated\":true"));
        }
    }

    @Test
    void storesThePodAsItCameWhenAWebhookIsGone() {
        RecordingWebhook webhook = annotating("gone");
        Registration registration = Registration.of("gone", webhook);
        webhooks.register(registration, namespace);
        webhook.close();

        RawApi.Reply reply = controlPlane.api().createPod(pod("unpatched"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(stored("unpatched").getMetadata().getAnnotations()).isEmpty();
        webhooks.awaitFailure(registration, namespace);
    }

    @Test
    void letsAKubeconfigIn() {
        Config config = Config.fromKubeconfig(controlPlane.kubeconfig().toFile());

        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(client.namespaces().withName(namespace).get()).isNotNull();
        }
    }

    @Test
    void keepsObjectsAndPortWhenItComesBack() {
        int port = controlPlane.port();
        controlPlane.api().createPod(pod("kept"));

        controlPlane.stopApiServer();
        assertThatThrownBy(() -> controlPlane.api().get("/readyz")).isInstanceOf(UncheckedIOException.class);
        controlPlane.startApiServer();

        assertThat(controlPlane.port()).isEqualTo(port);
        assertThat(stored("kept").getMetadata().getName()).isEqualTo("kept");
    }

    private static RecordingWebhook annotating(String who) {
        return RecordingWebhook.start(pod -> """
                [{"op": "add", "path": "/metadata/annotations", "value": {"seen-by": "%s"}}]""".formatted(who));
    }

    private static EnvVar variable(String name) {
        return new EnvVarBuilder().withName(name).build();
    }

    private Pod pod(String name) {
        return SamplePod.named(namespace, name).build();
    }

    private Pod stored(String name) {
        return controlPlane
                .client()
                .pods()
                .inNamespace(namespace)
                .withName(name)
                .require();
    }
}
