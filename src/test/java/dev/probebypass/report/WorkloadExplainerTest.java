package dev.probebypass.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.probebypass.bypass.Options;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.mesh.istio.TestMeshes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadExplainerTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final List<JsonNode> CLUSTER = yaml("""
            - {kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled},
               annotations: {probe-bypass.dev/shared-ports: leave}}}
            - {kind: ConfigMap, metadata: {name: istio-sidecar-injector, namespace: istio-system},
               data: {values: '{"sidecarInjectorWebhook": {"rewriteAppHTTPProbe": false}}'}}
            - {kind: Service, metadata: {name: api, namespace: shop},
               spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}}
            - {kind: AuthorizationPolicy, apiVersion: security.istio.io/v1, metadata: {name: metrics, namespace: shop},
               spec: {action: DENY, rules: [{to: [{operation: {ports: ["9090"]}}]}]}}
            - {kind: PeerAuthentication, apiVersion: security.istio.io/v1, metadata: {name: default, namespace: shop},
               spec: {mtls: {mode: STRICT}}}
            """);

    private static final String DEPLOYMENT = """
            - kind: Deployment
              metadata: {name: api, namespace: shop}
              spec:
                template:
                  metadata: {labels: {app: api}}
                  spec:
                    containers:
                      - name: api
                        readinessProbe: {httpGet: {port: 8081, path: /ready}}
                        livenessProbe: {httpGet: {port: 8081, path: /live}}
                        startupProbe: {httpGet: {port: 8080}}
                      - name: helper
                        livenessProbe: {httpGet: {port: 9090}}
            """;

    private static List<JsonNode> yaml(String text) {
        try {
            return List.of(YAML.readValue(text, JsonNode[].class));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static PodSource pod(String name, String annotations, String initContainers) {
        return Manifests.of(yaml("""
                                - kind: Pod
                                  metadata: {name: %s, namespace: shop, annotations: %s}
                                  spec:
                                    initContainers: %s
                                    containers: [{name: api}]
                                """.formatted(name, annotations, initContainers)), "shop")
                .pods()
                .getFirst();
    }

    private static WorkloadDocument explain(List<PodSource> pods) {
        return new WorkloadExplainer(
                        TestMeshes.cluster(CLUSTER),
                        Options.DEFAULT,
                        AskedPods.assumed(List.of("istio-system")),
                        "those of a test")
                .explain(Manifests.of(yaml(DEPLOYMENT), "shop").pods().getFirst(), pods);
    }

    private static String text(WorkloadDocument document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new WorkloadText(new TextTable(new PrintStream(out, true, StandardCharsets.UTF_8), 100, false)).write(document);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static final String SIDECAR = "[{name: istio-init}, {name: istio-proxy, restartPolicy: Always}]";

    private static final String BYPASSED = """
            {sidecar.istio.io/status: '{}', probe-bypass.dev/bypassed-ports: "8081",
             traffic.sidecar.istio.io/excludeInboundPorts: "8081"}""";

    @Test
    void saysAllInAFewLines() {
        List<PodSource> pods = List.of(
                pod("api-1", BYPASSED, SIDECAR),
                pod("api-2", "{sidecar.istio.io/status: '{}'}", SIDECAR),
                pod("api-3", BYPASSED, SIDECAR));

        assertThat(text(explain(pods))).isEqualTo("""
                shop/api (Deployment)  mesh istio  3 pods
                  settings: those of a test
                  port 8081: bypass (PROBE_PORT): no Service or other route targets it; called by api readiness
                    httpGet, api liveness httpGet; mTLS: strict
                  port 8080: leave (APPLICATION_PORT): it carries application traffic too; called by api startup
                    httpGet; routes: Service api; mTLS: strict
                  port 9090: leave (GUARDED_BY_POLICY): a policy guards it, and would not hold if it bypassed the
                    sidecar; called by helper liveness httpGet; guard: AuthorizationPolicy shop/metrics; mTLS:
                    strict
                  said: shared-ports "leave" (namespace)
                  a new pod gets: probe-bypass.dev/bypassed-ports "8081",
                    traffic.sidecar.istio.io/excludeInboundPorts "8081"
                  2 pods: as a new one (api-1, api-3)
                  1 pod: with none of our annotations or of the mesh's lists (api-2)
                  warning: port 8080 (startup probe of container api) is left and fails: it is an application port
                    (Service api). Probe port 8081, which bypasses the sidecar (PB012)
                  warning: port 9090 (liveness probe of container helper) is left and fails: AuthorizationPolicy
                    shop/metrics names it. Set probe-bypass.dev/shared-ports to rewrite, or override by
                    probe-bypass.dev/inbound-ports (PB040)
                  to do: see to the warnings, each of which says what to do
                  to do: kubectl rollout restart deployment/api -n shop: 1 pod is not as it would be created now
                """);
    }

    @Test
    void hasNothingToDoWhereAllIsAsItWouldBe() {
        WorkloadDocument document = explain(List.of(pod("api-1", BYPASSED, SIDECAR)));

        assertThat(document.pods()).singleElement().satisfies(group -> {
            assertThat(group.upToDate()).isTrue();
            assertThat(group.sidecar()).isTrue();
        });
        assertThat(document.toDo()).containsExactly("see to the warnings, each of which says what to do");
    }

    @Test
    void saysThatASidecarIsMissing() {
        WorkloadDocument document = explain(List.of(pod("api-1", """
                {probe-bypass.dev/bypassed-ports: "8081", traffic.sidecar.istio.io/excludeInboundPorts: "8081"}""", "[]")));

        assertThat(document.pods()).extracting(WorkloadDocument.Pods::sidecar).containsExactly(false);
        assertThat(document.toDo())
                .last()
                .isEqualTo("kubectl rollout restart deployment/api -n shop: 1 pod has no sidecar");
    }
}
