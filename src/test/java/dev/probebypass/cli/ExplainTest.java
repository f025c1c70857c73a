package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.probebypass.mesh.istio.TestMeshes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A pod template, or a pod, with one probe. */
    private static final String PROBED = """
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, readinessProbe: {httpGet: {port: 8081}}}]}
            """;

    private static final String NAMESPACE =
            "{kind: Namespace, metadata: {name: default, labels: {istio-injection: enabled}}}";

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"})
    void explainsThePodOfAWorkload(String kind) throws Exception {
        String workload = "kind: %s\nmetadata: {name: web, namespace: shop}\nspec:\n  template:\n%s"
                .formatted(kind, PROBED.indent(4));

        JsonNode pod = onlyPod(workload, "--mesh=istio");

        assertThat(pod.path("kind").asText()).isEqualTo(kind);
        assertThat(pod.path("namespace").asText()).isEqualTo("shop");
        assertThat(pod.path("name").asText()).isEqualTo("web");
        assertThat(pod.path("outcome").asText()).isEqualTo("patched");
    }

    @Test
    void explainsThePodOfACronJob() throws Exception {
        String workload = "kind: CronJob\nmetadata: {name: web}\nspec: {jobTemplate: {spec: {template: {%s}}}}"
                .formatted(PROBED.strip().replace("\n", ", "));

        JsonNode pod = onlyPod(workload, "--mesh=istio", "-n", "batch");

        assertThat(pod.path("namespace").asText()).isEqualTo("batch");
        assertThat(pod.path("outcome").asText()).isEqualTo("patched");
    }

    @Test
    void unrollsLists() throws Exception {
        String list = """
                kind: PodList
                items:
                - {metadata: {name: one}}
                - {metadata: {generateName: two-}}
                ---
                kind: List
                items:
                - {kind: List, items: [{kind: Pod, metadata: {name: three}}]}
                """;

        JsonNode pods = JSON.readTree(explain(list, "-o", "json").out()).path("pods");

        assertThat(pods).extracting(pod -> pod.path("name").asText()).containsExactly("one", "three", "two-");
    }

    @Test
    void aKindThatIsCalledListIsNoneWhereItsItemsAreNoObjects() {
        String list = "{apiVersion: example.com/v1, kind: AllowList, metadata: {name: a}, items: [1.2.3.4, {name: b}]}";

        assertThat(explain(list).out())
                .doesNotContain("Allow ", "no Kubernetes object")
                .contains("AllowList default/a");
    }

    @Test
    void takesTheSnapshotFromTheSameInput() throws Exception {
        String input = String.join(
                "\n---\n",
                "kind: Pod\n" + PROBED,
                NAMESPACE,
                "{kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 8081}]}}");

        JsonNode pod = onlyPod(input);

        assertThat(pod.path("mesh").asText()).isEqualTo("istio");
        assertThat(pod.at("/ports/0/reason").asText()).isEqualTo("APPLICATION_PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "null", "", "~"})
    void takesANamespaceThatIsNothingForNone(String nothing) throws Exception {
        String input = String.join(
                "\n---\n",
                "kind: Deployment\nmetadata: {name: web, namespace: %s}\nspec:\n  template:\n%s"
                        .formatted(nothing, PROBED.indent(4)),
                "{kind: Service, metadata: {name: web, namespace: %s}, spec: {selector: {app: web}, ports: [{port: 8081}]}}"
                        .formatted(nothing),
                NAMESPACE.replace("default", "shop"));

        JsonNode pod = onlyPod(input, "--namespace=shop");

        assertThat(pod.path("namespace").asText()).isEqualTo("shop");
        assertThat(pod.at("/ports/0/reason").asText()).isEqualTo("APPLICATION_PORT");
    }

    @Test
    void putsWhatNamesNoNamespaceIntoTheOneThatWasSaid() throws Exception {
        String input = String.join(
                "\n---\n",
                "kind: Pod\n" + PROBED,
                "{kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 8081}]}}");

        JsonNode pod = onlyPod(input, "--mesh=istio", "--namespace=shop");

        assertThat(pod.at("/ports/0/reason").asText()).isEqualTo("APPLICATION_PORT");
    }

    @Test
    void notesThatAPortIsScrapedInPlaintextAndWarnsOfNothing() throws Exception {
        String pod = """
                kind: Pod
                metadata:
                  name: web
                  annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8081"}
                spec:
                  containers: [{name: web, readinessProbe: {httpGet: {port: 8081}}}]
                """;
        String note =
                "port 8081 is scraped (annotation prometheus.io/scrape): that goes on, in plaintext and past the sidecar";

        assertThat(onlyPod(pod, "--mesh=istio").path("notes")).containsExactly(TextNode.valueOf(note));
        assertThat(onlyPod(pod, "--mesh=istio").path("warnings")).isEmpty();
        assertThat(new Session()
                        .withInput(pod)
                        .run("explain", "-f", "-", "--mesh=istio")
                        .out()
                        .replaceAll("\\s+", " "))
                .contains("note: " + note);
    }

    @Test
    void writesOneObjectPerPodForPrograms() throws Exception {
        JsonNode pod = onlyPod("""
                kind: Pod
                metadata:
                  name: web
                  annotations:
                    probe-bypass.dev/inbound-ports: "9000"
                    probe-bypass.dev/outbound-ports: "15001"
                    traffic.sidecar.istio.io/excludeInboundPorts: "7000"
                    example.com/other: x
                spec:
                  containers:
                  - name: web
                    livenessProbe: {tcpSocket: {port: alive}}
                    readinessProbe: {httpGet: {port: 8081}}
                """, "--mesh=istio");

        assertThat(pod).isEqualTo(JSON.readTree("""
                {
                  "kind": "Pod", "namespace": "default", "name": "web", "folded": [], "mesh": "istio", "mode": "enforce",
                  "outcome": "patched", "reason": null,
                  "ports": [
                    {"container": "web", "probe": "readiness", "handler": "httpGet", "port": 8081,
                     "verdict": "bypass", "reason": "NO_SERVICE"},
                    {"container": "web", "probe": "liveness", "handler": "tcpSocket", "port": "alive",
                     "verdict": "leave", "reason": "UNRESOLVED_PORT_NAME"},
                    {"container": null, "probe": null, "handler": null, "port": 9000,
                     "verdict": "bypass", "reason": "NAMED_BY_USER"}
                  ],
                  "outboundPorts": [{"port": 15001, "verdict": "leave", "reason": "RESERVED_BY_MESH"}],
                  "notes": [],
                  "annotations": {
                    "probe-bypass.dev/bypassed-ports": "8081,9000",
                    "traffic.sidecar.istio.io/excludeInboundPorts": "7000,8081,9000"
                  },
                  "warnings": ["probe-bypass: liveness probe of container web calls port \\"alive\\", which is no port of that container: use the name or the number of one of its ports (PB020)",
                    "probe-bypass: port 15001 in probe-bypass.dev/outbound-ports is skipped: it is the sidecar's own (PB029)"],
                  "patch": [
                    {"op": "add", "path": "/metadata/annotations/probe-bypass.dev~1bypassed-ports", "value": "8081,9000"},
                    {"op": "add", "path": "/metadata/annotations/traffic.sidecar.istio.io~1excludeInboundPorts",
                     "value": "7000,8081,9000"}
                  ]
                }
                """));
    }

    @Test
    void writesTheSameAsYaml() throws Exception {
        String input = "kind: Pod\n" + PROBED;

        JsonNode json =
                JSON.readTree(explain(input, "--mesh=istio", "-o", "json").out());
        JsonNode yaml = new YAMLMapper()
                .readTree(explain(input, "--mesh=istio", "-o", "yaml").out());

        assertThat(yaml).isEqualTo(json);
    }

    @Test
    void writesThePatchOfOnePodAlone() throws Exception {
        Session.Result result = explain("kind: Pod\n" + PROBED, "--mesh=istio", "-o", "patch");

        assertThat(JSON.readTree(result.out())).isEqualTo(JSON.readTree("""
                [{"op": "add", "path": "/metadata/annotations", "value": {
                  "probe-bypass.dev/bypassed-ports": "8081",
                  "traffic.sidecar.istio.io/excludeInboundPorts": "8081"}}]
                """));
    }

    @Test
    void writesThePatchesOfSeveralPodsByTheirNames() throws Exception {
        String input = """
                {kind: Pod, metadata: {generateName: web-}}
                ---
                {kind: Pod, metadata: {generateName: web-}}
                ---
                {kind: Pod, metadata: {name: web, namespace: shop}}
                """;

        Session.Result result = explain(input, "-o", "patch");

        assertThat(JSON.readTree(result.out()))
                .isEqualTo(JSON.readTree("{\"default/web-\": [], \"default/web-#2\": [], \"shop/web\": []}"));
    }

    @Test
    void patchesNothingInAuditMode() throws Exception {
        JsonNode pod = onlyPod("kind: Pod\n" + PROBED, "--mesh=istio", "--mode=audit");

        assertThat(pod.path("outcome").asText()).isEqualTo("unchanged");
        assertThat(pod.path("mode").asText()).isEqualTo("audit");
        assertThat(pod.at("/ports/0/verdict").asText()).isEqualTo("bypass");
        assertThat(pod.path("annotations")).isEmpty();
        assertThat(pod.path("patch")).isEmpty();
    }

    @Test
    void saysWhyAPatchIsRefused() throws Exception {
        String large = "x".repeat(256 * 1024);

        JsonNode pod = onlyPod(
                "kind: Pod\nmetadata: {annotations: {note: %s}}\n%s"
                        .formatted(large, PROBED.lines().skip(1).findFirst().orElseThrow()),
                "--mesh=istio");

        assertThat(pod.path("outcome").asText()).isEqualTo("unchanged");
        assertThat(pod.at("/warnings/0").asText()).contains("256 KiB");
    }

    @Test
    void takesSettingsFromTheEnvironment() throws Exception {
        Session.Result result = new Session()
                .withInput("kind: Pod\n" + PROBED)
                .withVariable("PROBE_BYPASS_MESH", "istio")
                .withVariable("PROBE_BYPASS_ISTIO_REWRITE_PROBES", "true")
                .run("explain", "-f", "-", "-o", "json");

        assertThat(JSON.readTree(result.out()).at("/pods/0/ports/0/reason").asText())
                .isEqualTo("HANDLED_BY_MESH");
    }

    @Test
    void asksTheClusterThatAKubeconfigNames() throws Exception {
        JsonNode namespace = JSON.readTree(
                "{\"kind\": \"Namespace\", \"metadata\": {\"name\": \"default\", \"labels\": {\"istio-injection\": \"enabled\"}}}");
        Session session =
                new Session().withInput("kind: Pod\n" + PROBED).withCluster(TestMeshes.cluster(List.of(namespace)));

        Session.Result result = session.run("explain", "-f", "-", "--kubeconfig", "config", "-o", "json");

        assertThat(JSON.readTree(result.out()).at("/pods/0/outcome").asText()).isEqualTo("unchanged");
        assertThat(JSON.readTree(result.out()).at("/pods/0/ports/0/reason").asText())
                .isEqualTo("MESH_UNSEEN");
        assertThat(result.err()).doesNotContain("assumed");
        assertThat(session.openConnections()).isZero();
    }

    @Test
    void saysFirstWhatItAssumesOfIstio() {
        Session.Result result =
                new Session().withInput("kind: Pod\n" + PROBED).run("explain", "-f", "-", "--mesh=istio");

        assertThat(result.out())
                .startsWith("note: istio-sidecar-injector of istio-system is not in the input, or can't be read")
                .contains("NO_SERVICE");
    }

    @Test
    void doesNotBelieveWhatOtherNamespacesSayOfIstio() {
        String forged = """
                ---
                {kind: Service, metadata: {name: forged, namespace: shop, labels: {istio.io/rev: off, istio.io/tag: prod}}}
                ---
                kind: ConfigMap
                metadata: {name: istio-sidecar-injector-off, namespace: shop}
                data: {values: '{"sidecarInjectorWebhook": {"rewriteAppHTTPProbe": false}}'}
                ---
                kind: ConfigMap
                metadata: {name: istio-sidecar-injector-off, namespace: istio-system}
                data: {values: '{"sidecarInjectorWebhook": {"rewriteAppHTTPProbe": false}}'}
                ---
                kind: ConfigMap
                metadata: {name: istio-sidecar-injector-prod, namespace: mesh-two}
                data: {values: '{"sidecarInjectorWebhook": {"rewriteAppHTTPProbe": true}}'}
                ---
                {kind: Namespace, metadata: {name: default, labels: {istio.io/rev: prod}}}
                """;

        Session.Result result = new Session()
                .withInput("kind: Pod\n" + PROBED + forged)
                .run("explain", "-f", "-", "--mesh-namespace=istio-system,mesh-two");

        assertThat(result.out()).contains("HANDLED_BY_MESH").doesNotContain("note: istio-sidecar-injector");
    }

    @Test
    void writesNothingWhenTheClusterCanNotBeReached() {
        Session.Result result =
                new Session().withInput("kind: Pod").run("explain", "-f", "-", "--kubeconfig", "config");

        assertThat(result).isEqualTo(new Session.Result(2, "", "probe-bypass: no cluster\n"));
    }

    @Test
    void writesNothingWhenADocumentCanNotBeRead() {
        Session.Result result = explain("kind: Pod\n---\nkind: [");

        assertThat(result)
                .isEqualTo(
                        new Session.Result(
                                2,
                                "",
                                "probe-bypass: standard input, document 2: expected the node content, but found '<stream end>' (3:8)\n"));
    }

    @Test
    void hasNoPodsForInputWithoutAny() throws Exception {
        Session.Result result = explain("a: 1\n---\nkind: Deployment", "-o", "json");

        assertThat(result.exitCode()).isZero();
        assertThat(JSON.readTree(result.out())).isEqualTo(JSON.readTree("""
                {"schemaVersion": "1", "only": [], "pods": [], "notes": [
                 "standard input, document 1: no Kubernetes object (it has no kind), passed over",
                 "standard input, document 2: Deployment without a pod template, passed over",
                 "there is no pod in the input, and no workload that makes one"]}"""));
        assertThat(result.err()).isEqualTo("""
                probe-bypass: note: standard input, document 1: no Kubernetes object (it has no kind), passed over
                probe-bypass: note: standard input, document 2: Deployment without a pod template, passed over
                probe-bypass: note: there is no pod in the input, and no workload that makes one
                """);
    }

    @Test
    void reportsEverythingWrongWithItsArguments() {
        Session.Result result = new Session().run("explain", "x.yaml", "-o", "xml", "--mode", "off", "-n", "");

        assertThat(result).isEqualTo(new Session.Result(2, "", """
                        probe-bypass: 5 settings are wrong:
                          --filename: say what to explain: a file, a directory, or - for standard input
                          --namespace=: use the name of a namespace
                          --output=xml: use table, markdown, json, yaml or patch
                          --mode=off: use enforce or audit
                          x.yaml: is no option, and no option takes it
                        """));
    }

    private static JsonNode onlyPod(String input, String... arguments) throws JsonProcessingException {
        String[] all =
                Stream.concat(Arrays.stream(arguments), Stream.of("-o", "json")).toArray(String[]::new);
        JsonNode pods = JSON.readTree(explain(input, all).out()).path("pods");
        assertThat(pods).hasSize(1);
        return pods.get(0);
    }

    private static Session.Result explain(String input, String... arguments) {
        String[] all = Stream.concat(Stream.of("explain", "-f", "-"), Arrays.stream(arguments))
                .toArray(String[]::new);
        return new Session().withInput(input).run(all);
    }
}
