package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said of one workload of a live cluster, as users ask. */
@ExtendWith(SharedControlPlane.class)
final class WhyIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final String TEMPLATE = """
            metadata: {labels: {app: web}, annotations: {probe-bypass.dev/application-ports: "9100"}}
            spec:
              containers:
                - name: app
                  image: example/web
                  readinessProbe: {httpGet: {port: 8080}}
                  livenessProbe: {httpGet: {port: 8081}}
                  startupProbe: {tcpSocket: {port: 9100}}
            """;

    private final ControlPlane controlPlane;

    WhyIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    private Helm.Run why(Path kubeconfig, String... words) {
        List<String> all = new ArrayList<>(List.of("-jar", "target/probe-bypass.jar", "why"));
        all.addAll(List.of(words));
        all.add("--kubeconfig=" + kubeconfig);
        return Helm.run(JAVA, all);
    }

    private HasMetadata create(String yaml) {
        return controlPlane
                .client()
                .resource(controlPlane.client().getKubernetesSerialization().<HasMetadata>unmarshal(yaml))
                .create();
    }

    /** A Deployment, its ReplicaSet, and two pods as somebody created them: one with our annotations, one without. */
    private void deploy(String namespace) {
        controlPlane
                .client()
                .resource(Services.of(namespace, "web", new IntOrString(8080)))
                .create();
        HasMetadata deployment = create("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                %s""".formatted(namespace, TEMPLATE.indent(4)));
        HasMetadata replicas =
                create("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: web-5d4
                  namespace: %s
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: %s, controller: true}]
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                %s""".formatted(namespace, deployment.getMetadata().getUid(), TEMPLATE.indent(4)));
        pod(namespace, "web-5d4-a", replicas, """
                {traffic.sidecar.istio.io/excludeInboundPorts: "8081", probe-bypass.dev/bypassed-ports: "8081"}""");
        pod(namespace, "web-5d4-b", replicas, "{}");
        create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: other, namespace: %s}
                spec: {containers: [{name: app, image: example/web}]}
                """.formatted(namespace));
    }

    private void pod(String namespace, String name, HasMetadata replicas, String annotations) {
        create("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: %s
                  annotations: %s
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5d4, uid: %s, controller: true}]
                spec: {containers: [{name: app, image: example/web}]}
                """.formatted(
                        name, namespace, annotations, replicas.getMetadata().getUid()));
    }

    @Test
    void saysWhatLeadsToThePortsAndWhichPodsAreNotAsANewOne() {
        String namespace = controlPlane.createNamespace(Map.of("istio-injection", "enabled"));
        deploy(namespace);

        Helm.Run text = why(controlPlane.kubeconfig(), "deploy/web", "-n", namespace);
        Helm.Run ofPod = why(controlPlane.kubeconfig(), "pod", "web-5d4-b", "-n", namespace, "-o", "json");

        assertThat(text.err()).isEmpty();
        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .startsWith(namespace + "/web (Deployment)  mesh istio  2 pods\n")
                .contains(
                        "  port 8080: leave (APPLICATION_PORT): it carries application traffic too; called by app readiness",
                        "routes: Service web",
                        "  port 8081: bypass (PROBE_PORT): no Service or other route targets it",
                        "  said: application-ports \"9100\" (pod)\n",
                        "  to do: kubectl rollout restart deployment/web -n %s: 1 pod is not as it would be created"
                                .formatted(namespace));
        JsonNode pod = Json.parse(ofPod.out());
        assertThat(pod.path("kind").asText()).isEqualTo("Deployment");
        assertThat(pod.path("pods")).hasSize(1);
        assertThat(pod.path("pods").path(0).path("names").path(0).asText()).isEqualTo("web-5d4-b");
        assertThat(pod.path("pods").path(0).path("upToDate").asBoolean()).isFalse();
        assertThat(pod.path("annotations")
                        .path("probe-bypass.dev/bypassed-ports")
                        .asText())
                .isEqualTo("8081");
        assertThat(pod.path("ports").path(0).path("routes").path(0).asText()).isEqualTo("Service web");
    }

    @Test
    void decidesBySettingsOfTheServers() {
        String namespace = controlPlane.createNamespace(Map.of("istio-injection", "enabled"));
        deploy(namespace);
        try (Release release = Release.install(
                Helm.HELM_4,
                controlPlane,
                "webhook.url=",
                "webhook.failurePolicy=Ignore",
                "decision.applicationPorts={8081}")) {

            Helm.Run run = why(
                    controlPlane.kubeconfig(),
                    "deployments.apps/web",
                    "--webhook-configuration=" + release.webhook(),
                    "--namespace=" + namespace,
                    "-o",
                    "json");

            JsonNode answer = Json.parse(run.out());
            assertThat(answer.path("settings").asText()).startsWith("those of the servers of ");
            assertThat(answer.path("options"))
                    .extracting(option -> option.path("level").asText())
                    .containsExactly("pod", "installation");
        }
    }

    @Test
    void saysWhatCanNotBeHad() {
        String namespace = controlPlane.createNamespace(Map.of("istio-injection", "enabled"));
        deploy(namespace);

        Helm.Run missing = why(controlPlane.kubeconfig(), "deploy/wep", "-n", namespace);
        Helm.Run noType = why(controlPlane.kubeconfig(), "deplyo/web", "-n", namespace);
        Helm.Run noTemplate = why(controlPlane.kubeconfig(), "svc/web", "-n", namespace);
        Helm.Run forbidden = why(controlPlane.kubeconfigOf("nobody", "tests"), "deploy/web", "-n", namespace);

        assertThat(List.of(missing, noType, noTemplate, forbidden))
                .extracting(Helm.Run::exit)
                .containsOnly(2);
        assertThat(missing.err())
                .isEqualTo("probe-bypass: there is no Deployment wep in the namespace %s; did you mean web?\n"
                        .formatted(namespace));
        assertThat(noType.err()).isEqualTo("probe-bypass: the API server serves no namespaced type \"deplyo\"\n");
        assertThat(noTemplate.err()).isEqualTo("probe-bypass: Service web has no template of pods that can be read\n");
        assertThat(forbidden.err()).contains("deploy/web can't be read: ", "forbidden");
    }
}
