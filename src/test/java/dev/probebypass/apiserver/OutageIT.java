package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static dev.probebypass.apiserver.Installation.RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SharedControlPlane.class, SharedProduct.class})
final class OutageIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SERVICES_SYNCED = "probe_bypass_snapshot_synced{resource=\"services\"}";
    private static final String NAMESPACES_SYNCED = "probe_bypass_snapshot_synced{resource=\"namespaces\"}";

    private final ControlPlane controlPlane;
    private final ProductCommand command;

    // The shared product is asked for because it brings Istio's configuration.
    OutageIT(ControlPlane controlPlane, @SuppressWarnings("unused") Product shared) {
        this.controlPlane = controlPlane;
        this.command = ProductCommand.in(controlPlane);
    }

    @Test
    void podsAreCreatedUnpatchedWhileTheProductIsStoppedAndPatchedWhenItIsBack() {
        Product first = FreePort.startOn(port -> launch(command.listeningOn(port)));
        try (Installation installation = Installation.of(first, controlPlane)) {
            Pod before = Probed.pod(installation.meshed(), "before");
            Pod during = Probed.pod(installation.meshed(), "during");
            Pod after = Probed.pod(installation.meshed(), "after");
            installation.create(before);

            first.stop();
            RawApi.Reply unpatched = installation.create(during);
            try (Product second = launch(command.listeningOn(first.port())).awaitReady()) {
                installation.awaitAnswers();
                installation.create(after);

                assertThat(second.port()).isEqualTo(first.port());
                assertThat(installation.annotations(before)).containsEntry(EXCLUDED, "8081");
                assertThat(installation.annotations(during)).isEmpty();
                assertThat(unpatched.warnings()).isEmpty();
                assertThat(installation.decision(during)).isEmpty();
                assertThat(installation.audit(during))
                        .containsEntry(
                                "failed-open.mutation.webhook.admission.k8s.io/round_0_index_0",
                                "probe-bypass.probe-bypass.dev");
                assertThat(installation.annotations(after)).containsEntry(EXCLUDED, "8081");
            }
        } finally {
            first.close();
        }
    }

    @Test
    void theProductIsNotReadyAndSaysWhyUntilTheApiServerCanBeReached() {
        try (Outage outage = Outage.of(controlPlane);
                Product product = launch(command)) {
            RawApi.Reply early = Eventually.get(
                    "the product is to say what it lacks",
                    LIMIT,
                    () -> Optional.of(product.readiness())
                            .filter(reply -> reply.body().asText().contains("connection refused")));
            outage.end();
            product.awaitReady();

            assertThat(early.status()).isEqualTo(503);
            assertThat(early.body().asText().lines())
                    .contains(
                            "services: connection refused https://127.0.0.1:%d/".formatted(controlPlane.port()),
                            "namespaces: connection refused https://127.0.0.1:%d/".formatted(controlPlane.port()));
        }
    }

    @Test
    void reviewsAreAnsweredFromTheLastSnapshotWhileTheApiServerIsAway() {
        try (Product product = launch(command).awaitReady();
                Installation installation = Installation.of(product, controlPlane)) {
            controlPlane
                    .client()
                    .resource(Services.of(installation.meshed(), "shop", new IntOrString(8081)))
                    .create();
            Pod shared = Services.selected(Probed.pod(installation.meshed(), "shared"), "shop");
            Pod dedicated = Probed.pod(installation.meshed(), "dedicated");
            installation.awaitLeft(shared, 8081);

            try (Outage outage = Outage.of(controlPlane)) {
                awaitSynced(product, 0);
                Review ofShared = Review.of(shared, product);
                Review ofDedicated = Review.of(dedicated, product);
                int readiness = product.readiness().status();
                outage.end();
                awaitSynced(product, 1);

                assertThat(ofShared.decision()).isEqualTo("mode=enforce mesh=istio 8081=leave:APPLICATION_PORT");
                assertThat(ofDedicated.decision()).isEqualTo("mode=enforce mesh=istio 8081=bypass:NO_SERVICE");
                assertThat(ofDedicated.added()).isEqualTo(Map.of(EXCLUDED, "8081", RECORD, "8081"));
                assertThat(readiness).isEqualTo(200);
            }
        }
    }

    private Product launch(ProductCommand how) {
        return Product.launch(how, controlPlane);
    }

    private static void awaitSynced(Product product, int value) {
        Eventually.holds(
                "what is watched is to be told as synced=" + value,
                LIMIT,
                () -> product.metric(SERVICES_SYNCED) == value && product.metric(NAMESPACES_SYNCED) == value);
    }

    /** What the product answered to a review. */
    private record Review(JsonNode response) {

        static Review of(Pod pod, Product product) {
            JsonNode review = Json.parse("""
                    {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
                     "request": {"uid": "by-hand", "kind": {"group": "", "version": "v1", "kind": "Pod"},
                                 "resource": {"group": "", "version": "v1", "resource": "pods"},
                                 "operation": "CREATE", "namespace": "%s", "object": %s}}
                    """.formatted(pod.getMetadata().getNamespace(), Json.of(pod)));
            RawApi.Reply reply = product.review(review);
            assertThat(reply.status()).isEqualTo(200);
            return new Review(reply.body().path("response"));
        }

        String decision() {
            return response.path("auditAnnotations").path("decision").asText();
        }

        /** The annotations of a pod that had none. */
        Map<String, String> added() {
            String patch =
                    new String(Base64.getDecoder().decode(response.path("patch").asText()), StandardCharsets.UTF_8);
            return Json.texts(Json.parse(patch).path(0).path("value"));
        }
    }
}
