package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static dev.probebypass.apiserver.Installation.RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SharedControlPlane.class, SharedProduct.class})
final class OrderIT {

    private final ControlPlane controlPlane;
    private final Product product;
    private final WebhookConfigurations webhooks;
    private final RecordingWebhook injector = RecordingWebhook.start(Injector::patch);

    OrderIT(ControlPlane controlPlane, Product product) {
        this.controlPlane = controlPlane;
        this.product = product;
        this.webhooks = new WebhookConfigurations(controlPlane);
    }

    @AfterEach
    void forgetTheWebhooks() {
        webhooks.close();
        injector.close();
    }

    @Test
    void theInjectorSeesOurAnnotationWhenItIsRegisteredAfterUs() {
        try (Installation installation = Installation.of(product, controlPlane)) {
            registerInjector(installation);

            Pod pod = pod(installation, "product-first");
            installation.create(pod);

            assertThat(seenByInjector(pod)).isEqualTo("8081");
        }
    }

    @Test
    void theInjectorSeesOurAnnotationWhenItIsRegisteredBeforeUs() {
        String before = controlPlane.createNamespace(Map.of("istio-injection", "enabled"));
        webhooks.register(Registration.of(Injector.NAME, injector), before);
        webhooks.register(product.registration(), before);

        Pod pod = Probed.pod(before, "injector-first");
        Installation.accepted(controlPlane.api().createPod(pod));

        assertThat(seenByInjector(pod)).isEqualTo("8081");
    }

    @Test
    void aContainerThatAnEarlierWebhookAddsIsCovered() {
        try (Installation installation = Installation.of(product, controlPlane);
                RecordingWebhook early = adding(9100)) {
            webhooks.register(Registration.of("early-injector", early), installation.meshed());

            Pod pod = pod(installation, "grown");
            installation.create(pod);

            assertThat(installation.annotations(pod))
                    .containsOnly(Map.entry(EXCLUDED, "8081,9100"), Map.entry(RECORD, "8081,9100"));
        }
    }

    @Test
    void aProductThatIsCalledAfterTheInjectorSaysItIsTooLateAndWritesNoAnnotation() {
        try (Installation installation =
                Installation.of(product, controlPlane, registration -> registration.called("zzz-probe-bypass"))) {
            registerInjector(installation);

            Pod pod = pod(installation, "too-late");
            RawApi.Reply reply = installation.create(pod);

            assertThat(reply.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("probe-bypass: port 8081 (readiness probe of container app) stays in the mesh");
            assertThat(installation.annotations(pod)).doesNotContainKeys(EXCLUDED, RECORD);
            assertThat(installation.decision(pod)).hasValue("mode=enforce mesh=istio 8081=leave:TOO_LATE");
        }
    }

    @Test
    void beingCalledAgainAfterTheInjectorChangesNothingAndRepeatsTheDecision() throws IOException {
        try (Installation installation = Installation.of(product, controlPlane)) {
            registerInjector(installation);
            Pod pod = podWithASharedPort(installation, "called-twice");
            installation.awaitLeft(pod, 8123);

            RawApi.Reply reply = installation.create(pod);

            Map<String, String> audit = installation.audit(pod);
            assertThat(mutated(audit, 0, 0)).isEqualTo("istio-probe-bypass true");
            assertThat(mutated(audit, 0, 1)).isEqualTo("istio-sidecar-injector true");
            assertThat(mutated(audit, 1, 0)).isEqualTo("istio-probe-bypass false");
            assertThat(audit.keySet()).noneMatch(key -> key.startsWith("failed-open"));
            assertThat(installation.decision(pod))
                    .hasValue("mode=enforce mesh=istio 8081=bypass:PROBE_PORT 8123=leave:APPLICATION_PORT");
            assertThat(complaintsAbout("8123=")).isEmpty();
            assertThat(reply.warnings()).hasSize(1);
            assertThat(Injector.baked(reply.body())).isEqualTo("15090,15021,8081,15020");
            assertThat(installation.annotations(pod)).contains(Map.entry(EXCLUDED, "8081"), Map.entry(RECORD, "8081"));
        }
    }

    @Test
    void aRevisionThatNobodySeesIsDecidedByTheSecondCallWhereThePluginRedirects() throws IOException {
        try (Installation installation = Installation.of(product, controlPlane);
                RecordingWebhook plugin = RecordingWebhook.start(Injector::patchForThePlugin)) {
            String unseen = installation.namespace(Map.of("istio.io/rev", "unseen"));
            webhooks.register(Registration.of("istio-sidecar-injector-unseen", plugin), unseen);
            Pod pod = Probed.pod(unseen, "decided-late");

            RawApi.Reply reply = installation.create(pod);

            assertThat(installation.annotations(pod))
                    .containsEntry(EXCLUDED, "15020,8081")
                    .containsEntry(RECORD, "8081");
            assertThat(installation.decision(pod)).hasValue("mode=enforce mesh=istio 8081=bypass:NO_SERVICE");
            assertThat(complaintsAbout("8081=")).isEmpty();
            assertThat(mutated(installation.audit(pod), 1, 0)).isEqualTo("istio-probe-bypass true");
            assertThat(reply.warnings()).singleElement().asString().contains("is left for now");
        }
    }

    @Test
    void aRevisionThatNobodySeesIsTooLateWhereIstioInitRedirects() {
        try (Installation installation = Installation.of(product, controlPlane)) {
            String unseen = installation.namespace(Map.of("istio.io/rev", "unseen"));
            webhooks.register(Registration.of("istio-sidecar-injector-unseen", injector), unseen);
            Pod pod = Probed.pod(unseen, "not-decided");

            RawApi.Reply reply = installation.create(pod);

            assertThat(installation.annotations(pod)).doesNotContainKeys(EXCLUDED, RECORD);
            assertThat(installation.decision(pod)).hasValue("mode=enforce mesh=istio 8081=leave:TOO_LATE");
            assertThat(reply.warnings()).hasSize(2).allMatch(warning -> warning.contains("revision unseen"));
        }
    }

    @Test
    void aContainerThatComesAfterTheSidecarIsWarnedOfAndTheRestStays() throws IOException {
        try (Installation installation = Installation.of(product, controlPlane);
                RecordingWebhook late = adding(9200)) {
            registerInjector(installation);
            webhooks.register(Registration.of("vault-agent", late), installation.meshed());

            Pod pod = pod(installation, "late-comer");
            RawApi.Reply reply = installation.create(pod);

            assertThat(reply.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("probe-bypass: port 9200 (liveness probe of container added) stays in the mesh");
            assertThat(installation.annotations(pod))
                    .containsEntry(EXCLUDED, "8081")
                    .containsEntry(RECORD, "8081");
            // Only here may an audit annotation change; the API server keeps the first, and says so.
            assertThat(installation.decision(pod)).hasValue("mode=enforce mesh=istio 8081=bypass:NO_SERVICE");
            assertThat(complaintsAbout("9200=leave:TOO_LATE")).isNotEmpty();
        }
    }

    private static RecordingWebhook adding(int probedPort) {
        return RecordingWebhook.start(_ -> """
                [{"op": "add", "path": "/spec/containers/-",
                  "value": {"name": "added", "image": "example.test/added:1",
                            "livenessProbe": {"grpc": {"port": %d}}}}]""".formatted(probedPort));
    }

    /** What the API server says of a decision that it can't note, because it differs from the first. */
    private List<String> complaintsAbout(String decision) throws IOException {
        return Files.readString(controlPlane.log())
                .lines()
                .filter(line -> line.contains("audit annotation") && line.contains(decision))
                .toList();
    }

    private void registerInjector(Installation installation) {
        webhooks.register(Registration.of(Injector.NAME, injector), installation.meshed());
    }

    private String seenByInjector(Pod pod) {
        JsonNode seen = injector.pods(pod.getMetadata().getName()).getFirst();
        return seen.path("metadata").path("annotations").path(EXCLUDED).asText();
    }

    private static Pod pod(Installation installation, String name) {
        return Probed.pod(installation.meshed(), name);
    }

    private Pod podWithASharedPort(Installation installation, String name) {
        controlPlane
                .client()
                .resource(Services.of(installation.meshed(), "shop", new IntOrString(8123)))
                .create();
        return new PodBuilder(Services.selected(pod(installation, name), "shop"))
                .editSpec()
                .editFirstContainer()
                .withLivenessProbe(Probed.httpGet(8123))
                .endContainer()
                .endSpec()
                .build();
    }

    /** Which configuration was called at that point, and whether it changed the pod. */
    private static String mutated(Map<String, String> audit, int round, int index) {
        JsonNode call = Json.parse(audit.getOrDefault(
                "mutation.webhook.admission.k8s.io/round_%d_index_%d".formatted(round, index), "{}"));
        return call.path("configuration").asText() + " " + call.path("mutated").asText();
    }
}
