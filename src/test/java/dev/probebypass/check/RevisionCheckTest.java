package dev.probebypass.check;

import static dev.probebypass.check.CheckedCluster.NAMESPACE;
import static dev.probebypass.check.CheckedCluster.OURS;
import static dev.probebypass.check.CheckedCluster.patched;
import static dev.probebypass.check.CheckedCluster.pod;
import static dev.probebypass.check.CheckedCluster.refusal;
import static dev.probebypass.testing.InjectorWebhook.injector;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.mesh.istio.Istio;
import dev.probebypass.testing.IstioInjector;
import dev.probebypass.testing.IstioInjector.Redirection;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class RevisionCheckTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @SuppressWarnings("NullAway.Init")
    private CheckedCluster cluster;

    @BeforeEach
    void dress() {
        cluster = new CheckedCluster(server);
    }

    private RevisionCheck check() {
        return new RevisionCheck(client, new Istio(), NAMESPACE, List.of("istio-system"), OURS);
    }

    private static Pod injected(Redirection redirection) {
        return JSON.convertValue(
                IstioInjector.withoutValues(redirection).inject(JSON.valueToTree(pod(Map.of()))), Pod.class);
    }

    @Test
    void hasNoRowForThoseWhoMayNotListTheInjectors() {
        cluster.refusesLists();

        assertThat(check().run()).isEmpty();
    }

    @Test
    void seesARevisionWhosePodIsPatchedBeforeTheInjectorComes() {
        cluster.lists(injector("istio-sidecar-injector"));
        cluster.hasNamespace(Map.of("istio-injection", "enabled"));
        cluster.answersDryRun(201, patched());

        assertThat(check().run()).singleElement().satisfies(row -> {
            assertThat(row.revision()).isEqualTo("default");
            assertThat(row.isGood()).isTrue();
            assertThat(row.message()).contains("used by shop) is seen by the values of mesh.istio");
        });
    }

    @Test
    void saysOfARevisionThatNobodySeesWhatItsInjectorDoes() {
        cluster.lists(injector("istio-sidecar-injector"));
        cluster.hasNamespace(Map.of("istio-injection", "enabled"));
        cluster.answersDryRun(201, pod(Map.of("a", "b")));
        cluster.answersDryRun(201, injected(Redirection.INIT_CONTAINER));

        assertThat(check().run()).singleElement().satisfies(row -> {
            assertThat(row.isGood()).isFalse();
            assertThat(row.message())
                    .contains("is not seen by the servers", "Let them read ConfigMap istio-sidecar-injector")
                    .contains("its injector leaves probes alone, captures *, excludes nothing");
        });
    }

    @Test
    void aRevisionThatNobodySeesAndNobodyUsesIsNoFailure() {
        cluster.lists(injector("istio-sidecar-injector"));
        cluster.hasNamespace(Map.of());
        cluster.answersDryRun(201, pod(Map.of("a", "b")));
        cluster.answersDryRun(403, refusal(403));

        assertThat(check().run()).singleElement().satisfies(row -> {
            assertThat(row.isGood()).isTrue();
            assertThat(row.message())
                    .contains("used by no namespace", "its injector did not take the pod of this check");
        });
    }

    @Test
    void aRevisionOfWhichNoPodCanBeCreatedWasNotTried() {
        cluster.lists(injector("istio-sidecar-injector"));
        cluster.hasNamespace(Map.of("istio-injection", "enabled"));
        cluster.answersDryRun(403, refusal(403));

        assertThat(check().run())
                .singleElement()
                .satisfies(row ->
                        assertThat(row.message()).contains("was not tried: no pod of it can be created in shop"));
    }

    @Test
    void knowsByWhatAnInjectorMakesOfAPodWhetherAPluginRedirects() {
        cluster.lists(injector("istio-sidecar-injector"));
        cluster.hasNamespace(Map.of("istio-injection", "enabled"));
        cluster.answersDryRun(201, injected(Redirection.CNI));
        cluster.answersDryRun(201, injected(Redirection.INIT_CONTAINER));
        cluster.answersDryRun(201, pod(Map.of("a", "b")));

        assertThat(check().usesPlugin("default")).contains(true);
        assertThat(check().usesPlugin("default")).contains(false);
        assertThat(check().usesPlugin("default")).isEmpty();
    }
}
