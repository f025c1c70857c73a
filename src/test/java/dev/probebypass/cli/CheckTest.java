package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.check.CheckedCluster;
import dev.probebypass.mesh.istio.Istio;
import dev.probebypass.report.CheckDocument;
import dev.probebypass.settings.CheckSettings;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class CheckTest {

    private static final CheckSettings SETTINGS = settings(Duration.ZERO);

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    private static CheckSettings settings(Duration timeout) {
        return new CheckSettings(
                CheckedCluster.NAMESPACE,
                timeout,
                CheckSettings.Output.TEXT,
                Optional.empty(),
                CheckedCluster.OURS,
                List.of("istio-system"));
    }

    /** The second here is the first once more: it is asked for a pod of its own all the same. */
    private CheckDocument ofTwoMeshes() {
        CheckedCluster cluster = new CheckedCluster(server);
        cluster.lists();
        cluster.hasNamespace(Map.of());
        return Check.document(SETTINGS, client, List.of(new Istio(), new Istio()));
    }

    @Test
    void triesAPodOfEachMesh() {
        CheckedCluster cluster = new CheckedCluster(server);
        cluster.answersDryRun(201, CheckedCluster.patched());
        cluster.answersDryRun(201, CheckedCluster.patched());

        CheckDocument document = ofTwoMeshes();

        assertThat(document.ok()).isTrue();
        assertThat(document.message())
                .isEqualTo("probe-bypass answers: a new pod in shop got excludeInboundPorts \"58081\".");
    }

    @Test
    void failsWhereThePodOfOneMeshDoes() {
        CheckedCluster cluster = new CheckedCluster(server);
        cluster.answersDryRun(201, CheckedCluster.patched());
        cluster.answersDryRun(
                403, new StatusBuilder().withCode(403).withMessage("told to").build());

        CheckDocument document = ofTwoMeshes();

        assertThat(document.ok()).isFalse();
        assertThat(document.message())
                .contains("probe-bypass answers", "does not let us create a pod in shop: told to");
    }

    @Test
    void whatStaysSoIsNotAskedAgain() {
        CheckedCluster cluster = new CheckedCluster(server);
        cluster.answersDryRun(
                403, new StatusBuilder().withCode(403).withMessage("told to").build());
        cluster.answersDryRun(201, CheckedCluster.patched());
        cluster.lists();
        cluster.hasNamespace(Map.of());

        CheckDocument document = Check.document(settings(Duration.ofMinutes(1)), client, List.of(new Istio()));

        assertThat(document.ok()).isFalse();
        assertThat(document.message()).contains("told to");
    }
}
