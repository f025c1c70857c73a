package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static dev.probebypass.apiserver.Rehearsals.named;
import static dev.probebypass.apiserver.Rehearsals.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects that say who calls a port, of which some are of kinds that are defined while the product runs: what is advised by them. */
@ExtendWith({SharedControlPlane.class, SharedProduct.class})
final class CallersIT {

    /** Kinds are looked for every 30 s. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String WEBHOOKS = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";

    private static final String OTHERWISE = "Put probe-bypass.dev/shared-ports: rewrite";
    private static final String LINE = "put probe-bypass.dev/inbound-ports: \"8081\" on the pod";

    private final ControlPlane controlPlane;
    private final Product product;
    private final Installation installation;
    private final String namespace;
    private final Rehearsals rehearsals;
    private final List<CustomResourceDefinition> kinds = List.of(
            Crds.crd("monitoring.coreos.com", "v1", "ServiceMonitor", "servicemonitors"),
            Crds.crd("monitoring.coreos.com", "v1", "PodMonitor", "podmonitors"));

    CallersIT(ControlPlane controlPlane, Product product) {
        this.controlPlane = controlPlane;
        this.product = product;
        this.installation = Installation.of(product, controlPlane);
        this.namespace = installation.meshed();
        this.rehearsals = new Rehearsals(controlPlane, namespace);
    }

    @AfterEach
    void uninstall() {
        deleteWebhook();
        installation.close();
        kinds.forEach(new Crds(controlPlane)::remove);
    }

    @Test
    void monitorsThatComeAndGoChangeTheAdviceAndTheDecision() {
        Pod scraped = rehearsals.shared("scraped");
        Pod guarded = rehearsals.labelled("guarded");
        rehearsals.await(scraped, says(OTHERWISE));
        assertThat(rehearsals.warnings(guarded)).isEmpty();

        kinds.forEach(new Crds(controlPlane)::install);
        create("servicemonitors", """
                {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": {"name": "scraped"},
                 "spec": {"selector": {}, "endpoints": [{"targetPort": 8081}]}}
                """);
        create("podmonitors", """
                {"apiVersion": "monitoring.coreos.com/v1", "kind": "PodMonitor", "metadata": {"name": "guarded"},
                 "spec": {"selector": {"matchLabels": {"app": "guarded"}}, "podMetricsEndpoints": [{"portNumber": 8081,
                   "scheme": "https", "tlsConfig": {"cert": {"secret": {"name": "prometheus", "key": "cert-chain.pem"}}}}]}}
                """);
        rehearsals.await(
                scraped, says("only Prometheus seems to call it (Service scraped). If nobody else does, " + LINE));
        rehearsals.await(guarded, says("PodMonitor %s/guarded scrapes it over mTLS".formatted(namespace)));
        assertThat(installation.annotationsOfCreated(named(guarded, "left"))).isEmpty();

        kinds.forEach(new Crds(controlPlane)::remove);
        rehearsals.await(scraped, says(OTHERWISE));
        rehearsals.await(guarded, List::isEmpty);
        assertThat(installation.annotationsOfCreated(named(guarded, "bypassed")))
                .containsEntry(EXCLUDED, "8081");
        String gone = "Not following servicemonitors.monitoring.coreos.com any more";
        Eventually.holds(gone, LIMIT, () -> product.log().contains(gone));
        assertThat(product.log()).doesNotContain("Not following servicemonitors.monitoring.coreos.com:");
    }

    @Test
    void aWebhookConfigurationThatComesAndGoesChangesTheAdvice() {
        Pod called = rehearsals.shared("called");
        rehearsals.await(called, says(OTHERWISE));

        RawApi.Reply made = controlPlane.api().post(WEBHOOKS, Json.parse("""
                {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingWebhookConfiguration",
                 "metadata": {"name": "some-rules"},
                 "webhooks": [{"name": "some.rules.example.com", "admissionReviewVersions": ["v1"], "sideEffects": "None",
                   "failurePolicy": "Ignore", "clientConfig": {"service": {"namespace": "%s", "name": "called", "port": 80}},
                   "rules": [{"apiGroups": ["none.example.com"], "apiVersions": ["v1"], "resources": ["none"],
                     "operations": ["CREATE"]}]}]}
                """.formatted(namespace)));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);

        rehearsals.await(called, says("the API server calls it (validating webhook some-rules"));
        rehearsals.await(called, says(LINE));
        deleteWebhook();
        rehearsals.await(called, says(OTHERWISE));
    }

    private void create(String plural, String json) {
        RawApi.Reply reply = controlPlane
                .api()
                .post("/apis/monitoring.coreos.com/v1/namespaces/%s/%s".formatted(namespace, plural), Json.parse(json));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
    }

    private void deleteWebhook() {
        controlPlane
                .client()
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("some-rules")
                .delete();
    }
}
