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

/** Istio's policies, whose kinds are defined while the product runs: what they guard, and which mode of mTLS they put in force. */
@ExtendWith({SharedControlPlane.class, SharedProduct.class})
final class PoliciesIT {

    /** Kinds are looked for every 30 s. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String AUTHORIZATION = "/apis/security.istio.io/v1beta1/namespaces/%s/authorizationpolicies";
    private static final String AUTHENTICATION = "/apis/security.istio.io/v1beta1/namespaces/%s/peerauthentications";

    private static final String ONLY_PROMETHEUS = """
            {"apiVersion": "security.istio.io/v1beta1", "kind": "AuthorizationPolicy", "metadata": {"name": "metrics"},
             "spec": {"selector": {"matchLabels": {"app": "guarded"}}, "action": "ALLOW",
               "rules": [{"from": [{"source": {"principals": ["cluster.local/ns/monitoring/sa/prometheus"]}}],
                 "to": [{"operation": {"ports": ["8081"]}}]}]}}""";

    private static final String STRICT = """
            {"apiVersion": "security.istio.io/v1beta1", "kind": "PeerAuthentication", "metadata": {"name": "default"},
             "spec": {"mtls": {"mode": "STRICT"}}}""";

    private final ControlPlane controlPlane;
    private final Product product;
    private final List<CustomResourceDefinition> kinds;

    PoliciesIT(ControlPlane controlPlane, Product product) {
        this.controlPlane = controlPlane;
        this.product = product;
        Crds crds = new Crds(controlPlane);
        this.kinds = List.of(crds.ofIstio("AuthorizationPolicy"), crds.ofIstio("PeerAuthentication"));
    }

    @AfterEach
    void uninstall() {
        kinds.forEach(new Crds(controlPlane)::remove);
    }

    @Test
    void policiesThatComeAndGoChangeTheDecisionAndTheWarnings() {
        try (Installation installation = Installation.of(product, controlPlane)) {
            Rehearsals rehearsals = new Rehearsals(controlPlane, installation.meshed());
            Pod guarded = rehearsals.labelled("guarded");
            Pod shared = rehearsals.shared("shared");
            rehearsals.await(shared, says("fails under strict mTLS"));
            assertThat(rehearsals.warnings(guarded)).isEmpty();

            kinds.forEach(new Crds(controlPlane)::install);
            rehearsals.await(shared, List::isEmpty);
            create(AUTHORIZATION, installation.meshed(), ONLY_PROMETHEUS);
            rehearsals.await(guarded, says("AuthorizationPolicy %s/metrics names it".formatted(installation.meshed())));
            Pod left = named(guarded, "left");
            assertThat(installation.annotationsOfCreated(left)).isEmpty();
            assertThat(installation.decision(left)).contains("mode=enforce mesh=istio 8081=leave:GUARDED_BY_POLICY");

            create(AUTHENTICATION, installation.meshed(), STRICT);
            rehearsals.await(shared, says("is left and fails: "));
            delete("PeerAuthentication", installation.meshed(), "default");
            rehearsals.await(shared, List::isEmpty);
            create(AUTHENTICATION, IstioConfiguration.NAMESPACE, STRICT);
            rehearsals.await(shared, says("is left and fails: "));

            delete("AuthorizationPolicy", installation.meshed(), "metrics");
            rehearsals.await(guarded, List::isEmpty);
            assertThat(installation.annotationsOfCreated(named(guarded, "bypassed")))
                    .containsEntry(EXCLUDED, "8081");

            kinds.forEach(new Crds(controlPlane)::remove);
            rehearsals.await(shared, says("fails under strict mTLS"));
            String gone = "Not following peerauthentications.security.istio.io any more";
            Eventually.holds(gone, LIMIT, () -> product.log().contains(gone));
            assertThat(product.log()).doesNotContain("Not following peerauthentications.security.istio.io:");
        }
    }

    @Test
    void whereTheyMayNotBeReadTheProductIsReadyBypassesAndWarnsUnderStrictMutualTls() {
        kinds.forEach(new Crds(controlPlane)::install);
        Permissions permissions = new Permissions(controlPlane, "no-policies")
                .everywhere("", "services")
                .everywhere("", "namespaces")
                .everywhere("discovery.k8s.io", "endpointslices")
                .everywhere("admissionregistration.k8s.io", "mutatingwebhookconfigurations")
                .configMaps(IstioConfiguration.NAMESPACE, "istio-sidecar-injector");

        try (Product forbidden = Product.launch(
                                ProductCommand.in(controlPlane).as(permissions.kubeconfig()), controlPlane)
                        .awaitReady();
                Installation installation = Installation.of(forbidden, controlPlane)) {
            Rehearsals rehearsals = new Rehearsals(controlPlane, installation.meshed());
            create(AUTHORIZATION, installation.meshed(), ONLY_PROMETHEUS);
            create(AUTHENTICATION, installation.meshed(), STRICT);
            Pod shared = rehearsals.shared("shared");

            rehearsals.await(shared, says("fails under strict mTLS"));
            assertThat(installation.annotationsOfCreated(rehearsals.labelled("guarded")))
                    .containsEntry(EXCLUDED, "8081");
            assertThat(forbidden.log())
                    .containsOnlyOnce("Not following authorizationpolicies.security.istio.io: HTTP 403")
                    .containsOnlyOnce("Not following peerauthentications.security.istio.io: HTTP 403");

            permissions
                    .everywhere("security.istio.io", "peerauthentications")
                    .everywhere("security.istio.io", "authorizationpolicies");
            rehearsals.await(shared, says("is left and fails: "));
            rehearsals.await(named(rehearsals.labelled("guarded"), "later"), says("names it"));
        }
    }

    private void create(String path, String namespace, String json) {
        RawApi.Reply reply = controlPlane.api().post(path.formatted(namespace), Json.parse(json));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
    }

    private void delete(String kind, String namespace, String name) {
        controlPlane
                .client()
                .genericKubernetesResources("security.istio.io/v1beta1", kind)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }
}
