package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that select pods by labels that no template has: the controller of a workload writes them. */
class ControllerLabelsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String POD =
            "{metadata: {labels: {app: web}}, spec: {containers: [{name: web, readinessProbe: {httpGet: {port: 8081}}}]}}";

    private static final String SET = "apiVersion: apps/v1, kind: StatefulSet, spec: {template: POD}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SET + " | statefulset.kubernetes.io/pod-name: web-0 | APPLICATION_PORT",
                SET + " | statefulset.kubernetes.io/pod-name: web-3 | APPLICATION_PORT",
                SET + " | 'app: web, apps.kubernetes.io/pod-index: \"2\"' | APPLICATION_PORT",
                SET + " | 'apps.kubernetes.io/pod-index: \"2\"' | APPLICATION_PORT",
                SET + " | 'app: web, statefulset.kubernetes.io/pod-name: web-2, apps.kubernetes.io/pod-index: \"2\"'"
                        + " | APPLICATION_PORT",
                SET
                        + " | 'statefulset.kubernetes.io/pod-name: web-1, apps.kubernetes.io/pod-index: \"2\"' | NO_SERVICE",
                SET + " | statefulset.kubernetes.io/pod-name: other-0 | NO_SERVICE",
                SET + " | statefulset.kubernetes.io/pod-name: web-00 | NO_SERVICE",
                SET + " | statefulset.kubernetes.io/pod-name: web-a | NO_SERVICE",
                SET + " | 'app: other, apps.kubernetes.io/pod-index: \"2\"' | NO_SERVICE",
                SET + " | 'app: web, controller-revision-hash: web-5b8' | LIKELY_APPLICATION_PORT",
                "apiVersion: apps/v1, kind: StatefulSet, spec: {ordinals: {start: 5}, template: POD} |"
                        + " statefulset.kubernetes.io/pod-name: web-5 | APPLICATION_PORT",
                "apiVersion: apps/v1, kind: Deployment, spec: {template: POD} | 'app: web, pod-template-hash: 5b8' |"
                        + " LIKELY_APPLICATION_PORT",
                "apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {template: POD} |"
                        + " 'app: web, rollouts-pod-template-hash: 5b8' | LIKELY_APPLICATION_PORT",
                "apiVersion: batch/v1, kind: Job, spec: {template: POD} | job-name: web | APPLICATION_PORT",
                "apiVersion: batch/v1, kind: Job, spec: {template: POD} | batch.kubernetes.io/job-name: web |"
                        + " APPLICATION_PORT",
                "apiVersion: batch/v1, kind: Job, spec: {template: POD} | 'app: web, controller-uid: 5b8' |"
                        + " LIKELY_APPLICATION_PORT",
                "apiVersion: batch/v1, kind: Job, spec: {completionMode: Indexed, template: POD} |"
                        + " 'job-name: web, batch.kubernetes.io/job-completion-index: \"3\"' | APPLICATION_PORT",
                "apiVersion: batch/v1, kind: CronJob, spec: {jobTemplate: {spec: {template: POD}}} | job-name: web |"
                        + " NO_SERVICE",
                "apiVersion: jobset.x-k8s.io/v1alpha2, kind: JobSet, spec: {replicatedJobs: [{name: workers, template:"
                        + " {spec: {template: POD}}}]} | 'job-name: web-workers-3' | APPLICATION_PORT",
                "apiVersion: batch.volcano.sh/v1alpha1, kind: Job, spec: {tasks: [{name: ps, template: POD}]} |"
                        + " 'volcano.sh/job-name: web, volcano.sh/task-spec: ps' | APPLICATION_PORT",
                "apiVersion: v1, kind: DeploymentConfig, spec: {template: POD} | deploymentconfig: web | APPLICATION_PORT",
            })
    void decidesAsTheWebhookWillForThePodsThatAreMade(String workload, String selector, String reason)
            throws Exception {
        JsonNode pod = onlyPod(workload, selector);

        assertThat(pod.at("/ports/0/reason").asText()).isEqualTo(reason);
    }

    @Test
    void saysThatServicesTellThePodsApart() throws Exception {
        JsonNode pod = onlyPod(SET, "statefulset.kubernetes.io/pod-name: web-3");

        assertThat(pod.path("notes"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "Service web selects single pods by their number: ports to which one of them leads count as application ports of every pod");
    }

    private static JsonNode onlyPod(String workload, String selector) throws Exception {
        String input = """
                {metadata: {name: web}, %s}
                ---
                {kind: Service, metadata: {name: web}, spec: {selector: {%s}, ports: [{port: 8081}]}}
                """.formatted(workload.replace("POD", POD), selector);
        String json = new Session()
                .withInput(input)
                .run("explain", "-f", "-", "--mesh=istio", "-o", "json")
                .out();
        return JSON.readTree(json).at("/pods/0");
    }
}
