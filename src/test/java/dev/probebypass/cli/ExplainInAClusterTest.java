package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.probebypass.mesh.istio.TestMeshes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a cluster and of the webhook's installation in it decides about the pods of an input. */
class ExplainInAClusterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private static final String POD = """
            kind: Pod
            metadata: {name: web, namespace: %s, labels: {app: web}}
            spec: {containers: [{name: web, readinessProbe: {httpGet: {port: 8081}}}]}
            """;

    private static final String SERVICE =
            "{kind: Service, metadata: {name: %s, namespace: shop}, spec: {selector: {app: web}, ports: [{port: %d}]}}";

    private static final String INJECTOR = """
            ---
            kind: ConfigMap
            metadata: {name: istio-sidecar-injector, namespace: istio-system}
            data: {values: '{"sidecarInjectorWebhook": {"rewriteAppHTTPProbe": false}}'}
            """;

    private static final String IN_CLUSTER = "--kubeconfig=config";

    private static final String NAMESPACE = "{kind: Namespace, metadata: {name: shop, labels: {%s}}}";

    /** The rest of the configuration of a webhook that is only asked where somebody wants it. */
    private static final String OPT_IN = """
            kind: MutatingWebhookConfiguration
            metadata: {name: istio-probe-bypass}
            webhooks:
            - namespaceSelector: {matchExpressions: [{key: probe-bypass.dev/enabled, operator: In, values: ["true"]}]}
              objectSelector: {matchExpressions: [{key: role, operator: NotIn, values: [worker]}]}
            """;

    @Test
    void laysTheObjectsOfTheInputOverThoseOfTheCluster() throws Exception {
        List<JsonNode> cluster = List.of(
                yaml(NAMESPACE.formatted("istio-injection: enabled")),
                yaml(SERVICE.formatted("web", 8080)),
                yaml(SERVICE.formatted("other", 7070)));
        String input = POD.formatted("shop") + INJECTOR + "---\n" + SERVICE.formatted("web", 8081) + "\n---\n"
                + NAMESPACE.formatted("team: a");

        JsonNode pod = explain(session(cluster), input, IN_CLUSTER).at("/pods/0");

        assertThat(pod.at("/ports/0/reason").asText()).isEqualTo("APPLICATION_PORT");
    }

    @Test
    void countsAServiceOfTheInputOnlyAsItIsThere() throws Exception {
        List<JsonNode> cluster =
                List.of(yaml(NAMESPACE.formatted("istio-injection: enabled")), yaml(SERVICE.formatted("web", 8081)));
        String input = POD.formatted("shop") + INJECTOR + "---\n" + SERVICE.formatted("web", 8080);

        JsonNode pod = explain(session(cluster), input, IN_CLUSTER).at("/pods/0");

        assertThat(pod.at("/ports/0/reason").asText()).isEqualTo("PROBE_PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-system", "kube-public", "kube-node-lease", "istio-system", "probe-bypass"})
    void saysThatTheWebhookIsNotAskedInNamespacesThatTheChartLeavesOut(String namespace) throws Exception {
        JsonNode pod = explain(new Session(), POD.formatted(namespace)).at("/pods/0");

        assertThat(pod.path("reason").asText()).isEqualTo("EXCLUDED");
        assertThat(pod.path("outcome").asText()).isEqualTo("unchanged");
    }

    @Test
    void takesTheSelectorsOfAConfigurationInTheInput() throws Exception {
        String input = POD.formatted("shop") + "---\n" + OPT_IN;

        assertThat(reason(new Session(), input)).isEqualTo("EXCLUDED");
        assertThat(reason(new Session(), input + "---\n" + NAMESPACE.formatted("probe-bypass.dev/enabled: 'true'")))
                .isEqualTo("null");
        assertThat(reason(
                        new Session(),
                        input.replace("app: web", "role: worker") + "---\n"
                                + NAMESPACE.formatted("probe-bypass.dev/enabled: 'true'")))
                .isEqualTo("EXCLUDED");
        assertThat(reason(new Session(), input + "---\n" + NAMESPACE.formatted("probe-bypass.dev/enabled: 'false'")))
                .isEqualTo("OPTED_OUT");
    }

    @Test
    void takesTheSelectorsOfTheConfigurationInTheCluster() throws Exception {
        Session session = session(List.of(yaml(NAMESPACE.formatted("istio-injection: enabled"))));

        assertThat(reason(session, POD.formatted("shop"), IN_CLUSTER)).isEqualTo("null");
        assertThat(reason(session.withWebhookConfiguration(yaml(OPT_IN)), POD.formatted("shop"), IN_CLUSTER))
                .isEqualTo("EXCLUDED");
    }

    private static String reason(Session session, String input, String... arguments) throws Exception {
        return explain(session, input, arguments).at("/pods/0/reason").asText();
    }

    private static Session session(List<JsonNode> cluster) {
        return new Session().withCluster(TestMeshes.cluster(cluster, Map.of()));
    }

    private static JsonNode explain(Session session, String input, String... arguments) throws Exception {
        String[] all = Stream.concat(
                        Stream.of("explain", "-f", "-", "-o", "json", "--mesh=istio"), Arrays.stream(arguments))
                .toArray(String[]::new);
        return JSON.readTree(session.withInput(input).run(all).out());
    }

    private static JsonNode yaml(String text) throws Exception {
        return YAML.readTree(text);
    }
}
