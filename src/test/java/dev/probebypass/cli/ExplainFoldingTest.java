package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Objects of the input that another one of them makes. */
class ExplainFoldingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CONTAINERS = "{containers: [{name: web, livenessProbe: {httpGet: {port: %d}}}]}";
    private static final String DEPLOYMENT =
            "{kind: Deployment, metadata: {name: web}, spec: {template: {metadata: {labels: {app: web}}, spec: %s}}}"
                    .formatted(CONTAINERS.formatted(8081));
    private static final String REPLICA_SET = """
            {kind: ReplicaSet, metadata: {name: web-%1$s, ownerReferences: [{kind: Deployment, name: web, controller: true}]},
             spec: {replicas: %2$d, template: {metadata: {labels: {app: web, pod-template-hash: %1$s}}, spec: %3$s}}}""";

    private static final String CURRENT = REPLICA_SET.formatted("aa", 2, CONTAINERS.formatted(8081));
    private static final String FORMER = REPLICA_SET.formatted("bb", 0, CONTAINERS.formatted(8082));

    @Test
    void standsForWhatItMakesThroughOthers() throws JsonProcessingException {
        JsonNode pods = pods(pod("aa", "x", 8081), pod("aa", "y", 8081), CURRENT, DEPLOYMENT);

        assertThat(pods).hasSize(1);
        assertThat(pods.get(0).path("kind").asText()).isEqualTo("Deployment");
        assertThat(pods.get(0).path("folded")).isEqualTo(JSON.readTree("""
                [{"kind": "ReplicaSet", "name": "web-aa"}, {"kind": "Pod", "name": "web-aa-x"},
                 {"kind": "Pod", "name": "web-aa-y"}]"""));
    }

    @Test
    void saysInTheTableForHowManyPodsItStands() {
        assertThat(explain(DEPLOYMENT, CURRENT, pod("aa", "x", 8081), pod("aa", "y", 8081))
                        .out())
                .contains("default/web (Deployment, and 2 pods of it)  mesh istio  patched", "\n1 pod: 1 patched, 0");
        assertThat(explain(DEPLOYMENT, CURRENT, pod("aa", "x", 8081)).out())
                .contains("default/web (Deployment, and 1 pod of it)");
        assertThat(explain(DEPLOYMENT, CURRENT).out()).contains("default/web (Deployment, and what it makes)");
    }

    @Test
    void findsTheDeploymentBehindAReplicaSetThatIsNotInTheInput() throws JsonProcessingException {
        assertThat(pods(DEPLOYMENT, pod("aa", "x", 8081))).hasSize(1);
    }

    @Test
    void doesNotStandForAPodOfWhichSomethingElseIsSaid() throws JsonProcessingException {
        JsonNode pods = pods(DEPLOYMENT, CURRENT, pod("aa", "x", 8082));

        assertThat(pods).extracting(pod -> pod.path("name").asText()).containsExactly("web", "web-aa-x");
        assertThat(pods.get(1).path("notes"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "default/web (Deployment) makes it, but something else is said of the pods that it makes now");
    }

    @Test
    void aReplicaSetStandsForItsPodsWhereItsDeploymentDoesNot() throws JsonProcessingException {
        String former = REPLICA_SET.formatted("bb", 1, CONTAINERS.formatted(8082));

        JsonNode pods = pods(DEPLOYMENT, former, pod("bb", "x", 8082), pod("aa", "x", 8081));

        assertThat(pods).extracting(pod -> pod.path("name").asText()).containsExactly("web", "web-bb");
        assertThat(pods.get(0).path("folded")).hasSize(1);
        assertThat(pods.get(1).path("folded")).hasSize(1);
    }

    @Test
    void aFormerReplicaSetWithoutPodsIsFoldedWhateverItSays() throws JsonProcessingException {
        assertThat(pods(DEPLOYMENT, FORMER)).hasSize(1);
    }

    @Test
    void aCronJobStandsForItsJobsAndTheirPods() throws JsonProcessingException {
        String spec = "{template: {spec: %s}}".formatted(CONTAINERS.formatted(8081));
        String cronJob = "{kind: CronJob, metadata: {name: c}, spec: {jobTemplate: {spec: %s}}}".formatted(spec);
        String job =
                "{kind: Job, metadata: {name: c-1, ownerReferences: [{kind: CronJob, name: c, controller: true}]}, spec: %s}"
                        .formatted(spec);
        String pod =
                "{kind: Pod, metadata: {name: c-1-x, ownerReferences: [{kind: Job, name: c-1, controller: true}]}, spec: %s}"
                        .formatted(CONTAINERS.formatted(8081));

        assertThat(pods(cronJob, job, pod)).hasSize(1);
        assertThat(pods(job, pod)).hasSize(1);
        assertThat(pods(cronJob, pod)).hasSize(2);
    }

    @Test
    void anOwnerOfAnotherNamespaceIsNone() throws JsonProcessingException {
        assertThat(pods(DEPLOYMENT.replace("name: web}", "name: web, namespace: shop}"), pod("aa", "x", 8081)))
                .hasSize(2);
    }

    @Test
    void whatMakesItselfIsShown() throws JsonProcessingException {
        String one =
                "{kind: Job, metadata: {name: a, ownerReferences: [{kind: Job, name: b, controller: true}]}, spec: {template: {spec: %s}}}"
                        .formatted(CONTAINERS.formatted(8081));
        String other = one.replace("name: a,", "name: c,")
                .replace("name: b,", "name: a,")
                .replace("name: c,", "name: b,");

        assertThat(pods(one, other)).hasSize(2);
        assertThat(pods(one.replace("name: b,", "name: a,"))).hasSize(1);
    }

    @Test
    void isSortedByNamespaceNameAndKind() throws JsonProcessingException {
        String pod = "{kind: %s, metadata: {name: %s, namespace: %s}, spec: {template: {spec: {}}}}";

        assertThat(pods(
                        pod.formatted("Deployment", "b", "two"),
                        pod.formatted("Deployment", "b", "one"),
                        pod.formatted("DaemonSet", "b", "one"),
                        pod.formatted("Deployment", "a", "one")))
                .extracting(each -> "%s/%s/%s"
                        .formatted(
                                each.path("namespace").asText(),
                                each.path("name").asText(),
                                each.path("kind").asText()))
                .containsExactly("one/a/Deployment", "one/b/DaemonSet", "one/b/Deployment", "two/b/Deployment");
    }

    private static String pod(String hash, String suffix, int port) {
        return """
            {kind: Pod, metadata: {name: web-%1$s-%2$s, labels: {app: web, pod-template-hash: %1$s},
              ownerReferences: [{kind: ReplicaSet, name: web-%1$s, controller: true}]}, spec: %3$s}""".formatted(hash, suffix, CONTAINERS.formatted(port));
    }

    private static JsonNode pods(String... documents) throws JsonProcessingException {
        return JSON.readTree(explain(documents, "-o", "json").out()).path("pods");
    }

    private static Session.Result explain(String... documents) {
        return explain(documents, "-o", "table");
    }

    private static Session.Result explain(String[] documents, String flag, String output) {
        return new Session()
                .withInput(String.join("\n---\n", documents))
                .run("explain", "-f", "-", "--mesh=istio", flag, output);
    }
}
