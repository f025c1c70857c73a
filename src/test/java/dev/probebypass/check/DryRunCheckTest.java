package dev.probebypass.check;

import static dev.probebypass.check.CheckedCluster.NAMESPACE;
import static dev.probebypass.check.CheckedCluster.OURS;
import static dev.probebypass.check.CheckedCluster.ours;
import static dev.probebypass.check.CheckedCluster.patched;
import static dev.probebypass.check.CheckedCluster.pod;
import static dev.probebypass.check.CheckedCluster.refusal;
import static dev.probebypass.testing.InjectorWebhook.injector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.check.DryRunCheck.Result;
import dev.probebypass.mesh.istio.Istio;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient
class DryRunCheckTest {

    private static final String EARLY = "a-injector";

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @SuppressWarnings("NullAway.Init")
    private CheckedCluster cluster;

    @BeforeEach
    void dress() {
        cluster = new CheckedCluster(server);
        client.getConfiguration().setRequestRetryBackoffLimit(0);
    }

    /** @param usesPlugin what becomes known of how injectors redirect */
    private Result run(Optional<Boolean> usesPlugin) {
        return new DryRunCheck(client, new Istio().injectors().trialPod(), NAMESPACE, OURS, _ -> usesPlugin).run();
    }

    private Result run() {
        return run(Optional.empty());
    }

    private static void failsWith(Result result, boolean mayPass, String problem) {
        assertThat(result).isInstanceOfSatisfying(Result.Failed.class, failed -> {
            assertThat(failed.problem()).contains(problem);
            assertThat(failed.mayPass()).isEqualTo(mayPass);
        });
    }

    @Test
    void saysWhichPortsThePatchedPodExcludes() {
        cluster.answersDryRun(201, patched());
        cluster.lists(injector("z-injector"));

        assertThat(run()).isEqualTo(new Result.Patched("58081"));
    }

    @Test
    void aPatchIsAsGoodWhereNobodyMayListTheInjectors() {
        cluster.answersDryRun(201, patched());
        cluster.refusesLists();

        assertThat(run()).isEqualTo(new Result.Patched("58081"));
    }

    @Test
    void aPatchComesTooLateAfterAnInjectorThatRedirectsByAContainer() {
        cluster.answersDryRun(201, patched());
        cluster.lists(injector(EARLY));

        failsWith(run(Optional.of(false)), false, "a-injector is called before istio-probe-bypass");
    }

    @Test
    void aPatchIsInTimeAfterAnInjectorWhosePluginRedirects() {
        cluster.answersDryRun(201, patched());
        cluster.lists(injector(EARLY));

        assertThat(run(Optional.of(true))).isEqualTo(new Result.Patched("58081"));
    }

    @ParameterizedTest
    @CsvSource({
        "404, false, There is no namespace shop",
        "401, false, does not let us create a pod in shop: told to",
        "403, false, does not let us create a pod in shop: told to",
        "500, true, The API server does not create the pod: told to"
    })
    void aRefusalIsForGoodUnlessItMayBeOurServers(int code, boolean mayPass, String problem) {
        cluster.answersDryRun(code, refusal(code));

        failsWith(run(), mayPass, problem);
    }

    @Test
    void anApiServerThatIsNotThereMayCome() {
        server.shutdown();

        failsWith(run(), true, "The API server can't be reached");
    }

    @Test
    void withoutOurConfigurationNobodyIsAsked() {
        cluster.answersDryRun(201, pod(Map.of()));
        cluster.hasNamespace(Map.of());

        failsWith(run(), false, "There is no MutatingWebhookConfiguration istio-probe-bypass");
    }

    @Test
    void anotherPortsRecordIsNotOurAnswer() {
        cluster.answersDryRun(201, pod(Map.of("probe-bypass.dev/bypassed-ports", "8081")));
        cluster.hasNamespace(Map.of());

        failsWith(run(), false, "There is no MutatingWebhookConfiguration");
    }

    @Test
    void aNamespaceThatHasOptedOutIsNotAsked() {
        unanswered("Y2E=", Map.of("team", "a", "probe-bypass.dev/enabled", "false"));

        failsWith(run(), false, "has opted out by its label");
    }

    @Test
    void aNamespaceThatTheSelectorLeavesOutIsNotAsked() {
        unanswered("Y2E=", Map.of("team", "b"));

        failsWith(run(), false, "The namespaceSelector of istio-probe-bypass leaves the namespace shop out");
    }

    @Test
    void anEmptyBundleMayBeFilled() {
        unanswered("", Map.of("team", "a"));

        failsWith(run(), true, "The caBundle of istio-probe-bypass is empty");
    }

    @Test
    void whoDoesNotAnswerMayAnswerInAMoment() {
        unanswered("Y2E=", Map.of("team", "a"));

        failsWith(run(), true, "The API server was not answered");
    }

    @Test
    void serversThatMayNotReadServicesLeaveThePort() {
        unansweredBy("servers");
        cluster.says(false);

        failsWith(run(), false, "The servers may not list and watch services");
    }

    @Test
    void serversThatMayReadServicesMayAnswerInAMoment() {
        unansweredBy("servers");
        cluster.says(true);

        failsWith(run(), true, "or can't Services be read?");
    }

    @Test
    void serversMayReadServicesAsFarAsIsKnownWhereNobodyMayAsk() {
        unansweredBy("servers");

        failsWith(run(), true, "The API server was not answered");
    }

    private void unansweredBy(String servers) {
        cluster.answersDryRun(201, pod(Map.of("team", "a")));
        cluster.has(CheckedCluster.calling(servers));
        cluster.runs(servers);
        cluster.hasNamespace(Map.of("team", "a"));
    }

    private void unanswered(String caBundle, Map<String, String> labels) {
        cluster.answersDryRun(201, pod(Map.of("team", "a")));
        cluster.has(ours(caBundle).build());
        cluster.hasNamespace(labels);
    }
}
