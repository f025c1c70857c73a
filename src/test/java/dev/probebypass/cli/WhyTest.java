package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.probebypass.mesh.istio.TestMeshes;
import io.fabric8.kubernetes.api.model.APIGroupBuilder;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code why} asks an API server, and says. */
@EnableKubernetesMockClient(https = false, crud = true)
class WhyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TEMPLATE = """
            metadata: {labels: {app: web}}
            spec: {containers: [{name: app, readinessProbe: {httpGet: {port: 8081}}}]}
            """;

    private static final String CLUSTER = """
            - {kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}
            - {kind: ConfigMap, metadata: {name: istio-sidecar-injector, namespace: istio-system},
               data: {values: '{"sidecarInjectorWebhook": {"rewriteAppHTTPProbe": false}}'}}
            """;

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @TempDir
    Path directory = Path.of("");

    private Path kubeconfig = Path.of("");

    @BeforeEach
    void serves() throws IOException {
        kubeconfig = Files.writeString(directory.resolve("config"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "x",
                 "contexts": [{"name": "x", "context": {"cluster": "x", "user": "x"}}],
                 "users": [{"name": "x", "user": {}}],
                 "clusters": [{"name": "x", "cluster": {"server": "%s"}}]}
                """.formatted(
                        client.getConfiguration().getMasterUrl()));
        resources("/api/v1", resource("pods", "pod", "Pod", "po"), resource("services", "service", "Service", "svc"));
        resources(
                "/apis/apps/v1",
                resource("deployments", "deployment", "Deployment", "deploy"),
                resource("deployments/scale", "", "Scale"),
                resource("replicasets", "replicaset", "ReplicaSet", "rs"));
        resources("/apis/batch/v1", resource("jobs", "job", "Job"));
        resources("/apis/argoproj.io/v1alpha1", resource("rollouts", "rollout", "Rollout", "ro"));
        server.expect()
                .get()
                .withPath("/apis")
                .andReturn(
                        200,
                        new APIGroupListBuilder()
                                .addToGroups(new APIGroupBuilder()
                                        .withName("argoproj.io")
                                        .withNewPreferredVersion("argoproj.io/v1alpha1", "v1alpha1")
                                        .build())
                                .build())
                .always();
        HasMetadata deployment = create("Deployment", "web", "", "template", TEMPLATE);
        HasMetadata replicas = create("ReplicaSet", "web-5d4", owner(deployment), "template", TEMPLATE);
        create("Pod", "web-5d4-a", owner(replicas), "containers", "[{name: app}]");
        create("Pod", "other", "", "containers", "[{name: app}]");
    }

    private static APIResource resource(String plural, String singular, String kind, String... shortNames) {
        return new APIResourceBuilder()
                .withName(plural)
                .withSingularName(singular)
                .withKind(kind)
                .withNamespaced(true)
                .withShortNames(shortNames)
                .build();
    }

    private void resources(String path, APIResource... resources) {
        server.expect()
                .get()
                .withPath(path)
                .andReturn(
                        200,
                        new APIResourceListBuilder().withResources(resources).build())
                .always();
    }

    private static String owner(HasMetadata object) {
        return "ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: %s, controller: true}]"
                .formatted(
                        object.getApiVersion(),
                        object.getKind(),
                        object.getMetadata().getName(),
                        object.getMetadata().getUid());
    }

    private HasMetadata create(String kind, String name, String metadata, String field, String spec) {
        String version = switch (kind) {
            case "Pod" -> "v1";
            case "Rollout" -> "argoproj.io/v1alpha1";
            default -> "apps/v1";
        };
        String yaml =
                "apiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n  namespace: shop\n  uid: uid-%s\n  %s\nspec:\n  %s:\n%s"
                        .formatted(version, kind, name, name, metadata, field, spec.indent(4));
        return client.resource(client.getKubernetesSerialization().<HasMetadata>unmarshal(yaml))
                .create();
    }

    private Session.Result why(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("why", "-n", "shop", "--kubeconfig=" + kubeconfig));
        all.addAll(List.of(words));
        return new Session()
                .withCluster(TestMeshes.cluster(List.of(new YAMLMapper().readValue(CLUSTER, JsonNode[].class))))
                .run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/web",
                "deployment/web",
                "deployments/web",
                "Deployment/web",
                "deployments.apps/web",
                "rs/web-5d4",
                "po/web-5d4-a"
            })
    void findsTheWorkloadByEachOfItsNames(String name) throws IOException {
        Session.Result result = why(name, "-o", "json");

        JsonNode answer = JSON.readTree(result.out());
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(answer.path("kind").asText()).isEqualTo("Deployment");
        assertThat(answer.at("/pods/0/names")).isEqualTo(JSON.readTree("[\"web-5d4-a\"]"));
        assertThat(answer.at("/ports/0/reason").asText()).isEqualTo("NO_SERVICE");
        assertThat(answer.path("settings").asText())
                .isEqualTo("defaults: no servers of ours are to be seen that the webhook configuration"
                        + " istio-probe-bypass calls");
    }

    @Test
    void findsKindsOfOtherGroups() throws IOException {
        create("Rollout", "basket", "", "template", TEMPLATE);

        assertThat(why("ro/basket").out()).startsWith("shop/basket (Rollout)  mesh istio  0 pods\n");
        assertThat(why("rollouts.argoproj.io", "basket").exitCode()).isZero();
    }

    @Test
    void aPodOfNobodyIsItsOwnWorkload() throws IOException {
        assertThat(why("pod/other").out()).startsWith("shop/other (Pod)  mesh istio  1 pod\n");
    }

    @Test
    void saysWhatCanNotBeHad() throws IOException {
        assertThat(why("deploy/wep"))
                .isEqualTo(new Session.Result(
                        2, "", "probe-bypass: there is no Deployment wep in the namespace shop; did you mean web?\n"));
        assertThat(why("job/web").err())
                .isEqualTo("probe-bypass: there is no Job web in the namespace shop, nor any other\n");
        assertThat(why("deplyo/web").err())
                .isEqualTo("probe-bypass: the API server serves no namespaced type \"deplyo\"\n");
    }

    @Test
    void decidesByTheSettingsOfTheServersThatTheWebhookCalls() throws IOException {
        client.resource(client.getKubernetesSerialization().<HasMetadata>unmarshal("""
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: MutatingWebhookConfiguration
                        metadata: {name: istio-probe-bypass}
                        webhooks:
                          - name: a
                            clientConfig: {service: {name: servers, namespace: shop}}
                        """))
                .create();
        client.resource(client.getKubernetesSerialization().<HasMetadata>unmarshal("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: servers, namespace: shop}
                        spec:
                          template:
                            spec:
                              containers:
                                - {name: beside, args: [other]}
                                - {name: server, args: [serve, --application-ports=8081]}
                        """))
                .create();

        JsonNode answer = JSON.readTree(why("deploy/web", "-o", "json").out());

        assertThat(answer.path("settings").asText()).isEqualTo("those of the servers of shop/servers");
        assertThat(answer.at("/options/0").toString())
                .isEqualTo("{\"name\":\"application-ports\",\"level\":\"installation\",\"value\":\"8081\"}");
        assertThat(answer.at("/ports/0/reason").asText()).isEqualTo("APPLICATION_PORT");
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        server.shutdown();

        Session.Result result = why("deploy/web");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("probe-bypass: deploy/web can't be read: ");
    }
}
