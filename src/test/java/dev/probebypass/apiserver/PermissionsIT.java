package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SharedControlPlane.class, SharedProduct.class})
final class PermissionsIT {

    private static final String ADMISSION = "admissionregistration.k8s.io";
    private static final String WEBHOOKS = "mutatingwebhookconfigurations";

    private final ControlPlane controlPlane;

    // The shared product is asked for because it brings Istio's configuration.
    PermissionsIT(ControlPlane controlPlane, @SuppressWarnings("unused") Product shared) {
        this.controlPlane = controlPlane;
    }

    @Test
    void readingWhatItWatchesIsAllTheProductNeeds() {
        Permissions permissions = least("reader")
                .everywhere(ADMISSION, WEBHOOKS)
                .configMaps(IstioConfiguration.NAMESPACE, "istio-sidecar-injector", "istio-sidecar-injector-canary");

        try (Product product = start(permissions);
                Installation installation = Installation.of(product, controlPlane)) {
            assertDecidesRightly(installation);
            assertThat(installation.annotationsOfCreated(canary(installation)))
                    .containsEntry(EXCLUDED, IstioConfiguration.CANARY_EXCLUDES + ",8081");
            assertThat(product.log()).doesNotContainIgnoringCase("forbidden").doesNotContain("ERROR");
        }
    }

    @Test
    void withoutTheWebhookConfigurationsItIsReadyAndDecidesRightly() {
        Permissions permissions = least("no-webhooks")
                .configMaps(IstioConfiguration.NAMESPACE, "istio-sidecar-injector", "istio-sidecar-injector-canary");

        try (Product product = start(permissions);
                Installation installation = Installation.of(product, controlPlane)) {
            assertDecidesRightly(installation);
            assertThat(product.log())
                    .contains("Not following mutatingwebhookconfigurations: HTTP 403")
                    .doesNotContain("Not following services", "Not following namespaces", "Not following configmaps");
        }
    }

    @Test
    void withoutTheEndpointSlicesItIsReadyDecidesRightlyAndSaysSoOnce() {
        Permissions permissions = new Permissions(controlPlane, "no-slices")
                .everywhere("", "services")
                .everywhere("", "namespaces")
                .everywhere(ADMISSION, WEBHOOKS)
                .configMaps(IstioConfiguration.NAMESPACE, "istio-sidecar-injector");

        try (Product product = start(permissions);
                Installation installation = Installation.of(product, controlPlane)) {
            assertDecidesRightly(installation);
            assertThat(product.log()).containsOnlyOnce("Not following endpointslices: HTTP 403");
            assertThat(product.metric("probe_bypass_snapshot_synced{resource=\"endpointslices\"}"))
                    .isZero();
            assertThat(product.metric("probe_bypass_snapshot_synced{resource=\"rollouts.argoproj.io\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void withTheRoleOfTheChartItSeesARevisionThatNobodyNamedBeforehand() {
        Permissions permissions =
                least("all-revisions").everywhere(ADMISSION, WEBHOOKS).allConfigMaps(IstioConfiguration.NAMESPACE);

        try (Product product = start(permissions);
                Installation installation = Installation.of(product, controlPlane)) {
            assertThat(installation.annotationsOfCreated(canary(installation)))
                    .containsEntry(EXCLUDED, IstioConfiguration.CANARY_EXCLUDES + ",8081");
            assertThat(product.log()).doesNotContainIgnoringCase("forbidden").doesNotContain("ERROR");
        }
    }

    @Test
    void withoutTheRoleItLeavesThePortsOfARevisionThatItMayNotSee() {
        Permissions permissions = least("one-revision")
                .everywhere(ADMISSION, WEBHOOKS)
                .configMaps(IstioConfiguration.NAMESPACE, "istio-sidecar-injector");

        try (Product product = start(permissions);
                Installation installation = Installation.of(product, controlPlane)) {
            assertDecidesRightly(installation);
            Pod canary = canary(installation);
            RawApi.Reply reply = installation.create(canary);

            assertThat(installation.annotations(canary)).isEmpty();
            assertThat(reply.warnings())
                    .singleElement()
                    .asString()
                    .contains("port 8081", "is left for now", "Istio's revision canary can't be seen");
            assertThat(installation.decision(canary)).isEmpty();
            assertThat(product.metric("probe_bypass_ports_total{reason=\"MESH_UNSEEN\",verdict=\"leave\"}"))
                    .isEqualTo(1);
            assertThat(product.metric("probe_bypass_mesh_configuration_missing_total"))
                    .isEqualTo(1);
        }
    }

    @Test
    void withoutTheMeshsConfigurationItIsReadyAndLeavesPorts() {
        Permissions permissions = least("no-mesh").everywhere(ADMISSION, WEBHOOKS);

        try (Product product = start(permissions);
                Installation installation = Installation.of(product, controlPlane)) {
            assertThat(installation.annotationsOfCreated(Probed.pod(installation.meshed(), "left")))
                    .isEmpty();
            assertThat(product.metric("probe_bypass_mesh_configuration_missing_total"))
                    .isPositive();
            assertThat(product.log())
                    .contains("Not following configmaps istio-system/istio-sidecar-injector: HTTP 403")
                    .containsOnlyOnce("The configuration of Istio's revision default can't be seen");
        }
    }

    @Test
    void aNamespaceThatNoWatchHasBroughtIsAskedForByItsName() {
        Permissions permissions = new Permissions(controlPlane, "getter")
                .everywhere("", "services")
                .everywhere("", "namespaces", "get")
                .configMaps(IstioConfiguration.NAMESPACE, "istio-sidecar-injector");

        try (Product product = launch(permissions);
                Installation installation = Installation.of(product, controlPlane)) {
            Pod pod = Probed.pod(installation.meshed(), "first");

            assertThat(installation.annotationsOfCreated(pod)).containsEntry(EXCLUDED, "8081");
            assertThat(product.readiness().status()).isEqualTo(503);
            assertThat(product.readiness().body().asText()).contains("namespaces: HTTP 403");
        }
    }

    private Permissions least(String user) {
        return new Permissions(controlPlane, user)
                .everywhere("", "services")
                .everywhere("", "namespaces")
                .everywhere("discovery.k8s.io", "endpointslices")
                .everywhere(ADMISSION, "validatingwebhookconfigurations")
                .everywhere("apiregistration.k8s.io", "apiservices")
                .everywhere("monitoring.coreos.com", "servicemonitors")
                .everywhere("monitoring.coreos.com", "podmonitors")
                .everywhere("security.istio.io", "authorizationpolicies")
                .everywhere("security.istio.io", "peerauthentications");
    }

    private Product start(Permissions permissions) {
        return launch(permissions).awaitReady();
    }

    private Product launch(Permissions permissions) {
        return Product.launch(ProductCommand.in(controlPlane).as(permissions.kubeconfig()), controlPlane);
    }

    private void assertDecidesRightly(Installation installation) {
        Pod shared = Services.selected(Probed.pod(installation.meshed(), "shared"), "shop");
        Pod dedicated = Probed.pod(installation.meshed(), "dedicated");
        controlPlane
                .client()
                .resource(Services.of(installation.meshed(), "shop", new IntOrString(8081)))
                .create();
        installation.awaitLeft(shared, 8081);

        assertThat(installation.annotationsOfCreated(shared)).isEmpty();
        assertThat(installation.annotationsOfCreated(dedicated)).containsEntry(EXCLUDED, "8081");
    }

    private static Pod canary(Installation installation) {
        return Probed.pod(installation.namespace(Map.of("istio.io/rev", IstioConfiguration.CANARY)), "of-the-canary");
    }
}
