package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.cluster.watch.KindDiscovery.Answer;
import dev.probebypass.objects.WatchedKind;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindDiscoveryTest {

    private static final WatchedKind ROLLOUT = WatchedKind.namespaced("argoproj.io", "v1alpha1", "Rollout", "rollouts");
    private static final WatchedKind ENTRY =
            WatchedKind.namespaced("networking.istio.io", "v1beta1", "ServiceEntry", "serviceentries");
    private static final WatchedKind SIDECAR =
            WatchedKind.namespaced("networking.istio.io", "v1beta1", "Sidecar", "sidecars");
    private static final List<WatchedKind> ALL = List.of(ROLLOUT, ENTRY, SIDECAR);

    private final TestingApiServer server = TestingApiServer.started();
    private final KubernetesClient client = server.impatientClient();
    private final KindDiscovery discovery = new KindDiscovery(client);

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void saysWhichKindsAreServedWithOneRequestForEachVersionThatIsThere() {
        server.serve(ENTRY);

        assertThat(discovery.ask(ALL))
                .isEqualTo(
                        Map.of(ROLLOUT, new Answer.Absent(), ENTRY, new Answer.Served(), SIDECAR, new Answer.Absent()));
        assertThat(server.requests()).containsExactly("/apis", "/apis/networking.istio.io/v1beta1");
    }

    @Test
    void anotherVersionOfAGroupIsAnotherKind() {
        server.serve(WatchedKind.namespaced("argoproj.io", "v1", "Rollout", "rollouts"));

        assertThat(discovery.ask(ALL)).containsEntry(ROLLOUT, new Answer.Absent());
        assertThat(server.requests()).containsExactly("/apis");
    }

    @Test
    void aGroupThatGoesMeanwhileIsAbsent() {
        server.serve(ROLLOUT);
        server.answer("/apis/argoproj.io", 404);

        assertThat(discovery.ask(ALL)).containsEntry(ROLLOUT, new Answer.Absent());
    }

    @Test
    void whoMayNotAskKnowsNothing() {
        server.answer("/apis", 403);

        assertThat(discovery.ask(ALL).values()).containsOnly(new Answer.Unknown("HTTP 403: told to"));
    }

    @Test
    void aGroupThatDoesNotAnswerSaysNothingOfTheOthers() {
        server.serve(ALL.toArray(WatchedKind[]::new));
        server.answer("/apis/networking.istio.io", 503);

        assertThat(discovery.ask(ALL))
                .containsEntry(ROLLOUT, new Answer.Served())
                .containsEntry(ENTRY, new Answer.Unknown("HTTP 503: told to"))
                .containsEntry(SIDECAR, new Answer.Unknown("HTTP 503: told to"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "null", "<html>", "{\"kind\": \"Status\", \"groups\": []}"})
    void whatIsNoListOfGroupsSaysNothing(String garbage) {
        server.document("/apis", garbage);

        assertThat(discovery.ask(ALL).values())
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer)
                        .asInstanceOf(InstanceOfAssertFactories.type(Answer.Unknown.class))
                        .extracting(Answer.Unknown::why)
                        .asString()
                        .contains("the answer to GET /apis is no APIGroupList"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[7, null, {}]", "[{\"versions\": 7}]", "[{\"versions\": [null, 7]}]"})
    void oddGroupsCountAsNone(String groups) {
        server.document("/apis", "{\"kind\": \"APIGroupList\", \"groups\": %s}".formatted(groups));

        assertThat(discovery.ask(ALL).values()).containsOnly(new Answer.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "{\"kind\": \"APIGroupList\"}"})
    void whatIsNoListOfResourcesSaysNothing(String garbage) {
        server.serve(ROLLOUT);
        server.document("/apis/argoproj.io/v1alpha1", garbage);

        assertThat(discovery.ask(ALL).get(ROLLOUT)).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void anApiServerThatIsGoneSaysNothing() {
        server.stop();

        assertThat(discovery.ask(ALL).values()).containsOnly(new Answer.Unknown("connection refused " + server.url()));
    }
}
