package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static dev.probebypass.apiserver.Installation.RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SharedControlPlane.class, SharedProduct.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionsIT {

    private final ControlPlane controlPlane;
    private final Installation installation;

    DecisionsIT(ControlPlane controlPlane, Product product) {
        this.controlPlane = controlPlane;
        this.installation = Installation.of(product, controlPlane);
    }

    @AfterAll
    void uninstall() {
        installation.close();
    }

    @Test
    void theClientIsWarnedOfAPortThatIsLeftBecauseAServiceTargetsIt() {
        serve("shop", 8081);
        Pod pod = Services.selected(pod("shared"), "shop");
        installation.awaitLeft(pod, 8081);

        RawApi.Reply reply = installation.create(pod);

        assertOnlyWarnedOfSharedPort(reply, "Service shop");
        assertThat(installation.annotations(pod)).isEmpty();
    }

    @Test
    void ofTwoProbedPortsOnlyTheOneThatNoServiceTargetsIsExcluded() {
        serve("cart", 8081);
        Pod pod = new PodBuilder(Services.selected(pod("dedicated-and-shared"), "cart"))
                .editSpec()
                .editFirstContainer()
                .withLivenessProbe(Probed.tcpSocket(8082))
                .endContainer()
                .endSpec()
                .build();
        installation.awaitLeft(pod, 8081);

        RawApi.Reply reply = installation.create(pod);

        assertOnlyWarnedOfSharedPort(reply, "Service cart");
        assertThat(installation.annotations(pod)).containsOnly(Map.entry(EXCLUDED, "8082"), Map.entry(RECORD, "8082"));
    }

    @Test
    void theAuditLogTellsTheDecisionUnderTheWebhooksName() {
        Pod pod = pod("audited");

        installation.create(pod);

        assertThat(installation.audit(pod))
                .containsEntry(
                        "probe-bypass.probe-bypass.dev/decision", "mode=enforce mesh=istio 8081=bypass:NO_SERVICE");
    }

    @Test
    void anExistingListIsMerged() {
        Pod pod = annotated("merged", EXCLUDED, "9999, 8080");

        assertThat(installation.annotationsOfCreated(pod))
                .containsOnly(Map.entry(EXCLUDED, "9999,8080,8081"), Map.entry(RECORD, "8081"));
    }

    @Test
    void aListThatHasThePortAlreadyStaysAsTheUserWroteIt() {
        Pod pod = annotated("listed", EXCLUDED, " 8081 ,9999");

        assertThat(installation.annotationsOfCreated(pod)).isEqualTo(Map.of(EXCLUDED, " 8081 ,9999"));
    }

    @Test
    void whatTheMeshExcludesEverywhereIsKept() {
        String canary = installation.namespace(Map.of("istio.io/rev", IstioConfiguration.CANARY));
        Pod pod = Probed.pod(canary, "of-the-canary");

        assertThat(installation.annotationsOfCreated(pod))
                .containsOnly(
                        Map.entry(EXCLUDED, IstioConfiguration.CANARY_EXCLUDES + ",8081"), Map.entry(RECORD, "8081"));
    }

    @Test
    void aListThatTheMeshWillRejectIsLeftByteForByteWithAWarning() {
        Pod pod = annotated("unreadable", EXCLUDED, " http,\t8081,");

        RawApi.Reply reply = installation.create(pod);

        assertThat(installation.annotations(pod)).isEqualTo(Map.of(EXCLUDED, " http,\t8081,"));
        assertThat(reply.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "probe-bypass: annotation traffic.sidecar.istio.io/excludeInboundPorts= http,\\t8081, is no list");
    }

    @Test
    void aServerSideDryRunGetsTheSameAnswerAndStoresNothing() {
        serve("rehearsal", 8082);
        Pod pod = new PodBuilder(Services.selected(pod("rehearsed"), "rehearsal"))
                .editSpec()
                .editFirstContainer()
                .withLivenessProbe(Probed.grpc(8082))
                .endContainer()
                .endSpec()
                .build();
        installation.awaitLeft(pod, 8082);

        RawApi.Reply rehearsed = Installation.accepted(controlPlane.api().dryRunPod(pod));
        List<Pod> storedBefore = stored("rehearsed");
        RawApi.Reply created = installation.create(pod);

        assertThat(storedBefore).isEmpty();
        assertThat(annotations(rehearsed)).isEqualTo(Map.of(EXCLUDED, "8081", RECORD, "8081"));
        assertThat(annotations(created)).isEqualTo(annotations(rehearsed));
        assertThat(created.warnings()).hasSize(1).isEqualTo(rehearsed.warnings());
    }

    private static void assertOnlyWarnedOfSharedPort(RawApi.Reply reply, String source) {
        assertThat(reply.warnings())
                .singleElement()
                .asString()
                .startsWith("probe-bypass: port 8081 (readiness probe of container app) is left and ")
                .contains(source);
    }

    private void serve(String service, int port) {
        controlPlane
                .client()
                .resource(Services.of(installation.meshed(), service, new IntOrString(port)))
                .create();
    }

    private Pod pod(String name) {
        return Probed.pod(installation.meshed(), name);
    }

    private Pod annotated(String name, String key, String value) {
        return new PodBuilder(pod(name))
                .editMetadata()
                .addToAnnotations(key, value)
                .endMetadata()
                .build();
    }

    private List<Pod> stored(String name) {
        return controlPlane
                .client()
                .pods()
                .inNamespace(installation.meshed())
                .withField("metadata.name", name)
                .list()
                .getItems();
    }

    private static Map<String, String> annotations(RawApi.Reply reply) {
        return Json.texts(reply.body().path("metadata").path("annotations"));
    }
}
