package dev.probebypass.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodTemplatesTest {

    private static final String POD = "{spec: {containers: [{name: a}]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apps/v1 | Deployment | spec: {template: T} | w",
                "v1 | PodTemplate | template: T | w",
                "batch/v1 | CronJob | spec: {jobTemplate: {spec: {template: T}}} | w",
                "v1 | DeploymentConfig | spec: {template: T} | w",
                "apps.openshift.io/v1 | DeploymentConfig | spec: {template: T} | w",
                "argoproj.io/v1alpha1 | Rollout | spec: {template: T} | w",
                "apps.kruise.io/v1alpha1 | CloneSet | spec: {template: T} | w",
                "example.com/v1 | Anything | spec: {template: T} | w",
                "example.com/v1 | Job | spec: {template: T} | w",
                "jobset.x-k8s.io/v1alpha2 | JobSet | spec: {replicatedJobs: [{name: workers, template: {spec: {template: T}}}, {template: {spec: {template: T}}}]} | w[workers],w[1]",
                "batch.volcano.sh/v1alpha1 | Job | spec: {tasks: [{name: ps, template: T}, {name: worker, template: T}]} | w[ps],w[worker]",
                "kubeflow.org/v1 | PyTorchJob | spec: {pytorchReplicaSpecs: {Master: {template: T}, Worker: {template: T}}} | w[Master],w[Worker]",
                "ray.io/v1 | RayCluster | spec: {headGroupSpec: {template: T}, workerGroupSpecs: [{groupName: gpu, template: T}]} | w[head],w[gpu]",
                "ray.io/v1 | RayService | spec: {rayClusterConfig: {headGroupSpec: {template: T}}} | w[head]",
                "leaderworkerset.x-k8s.io/v1 | LeaderWorkerSet | spec: {leaderWorkerTemplate: {leaderTemplate: T, workerTemplate: T}} | w[leader],w[worker]",
                "apps.kruise.io/v1alpha1 | UnitedDeployment | spec: {template: {cloneSetTemplate: {spec: {template: T}}}} | w[cloneSetTemplate]",
                "agones.dev/v1 | Fleet | spec: {template: {spec: {template: T}}} | w",
                "keda.sh/v1alpha1 | ScaledJob | spec: {jobTargetRef: {template: T}} | w",
            })
    void findsThePodsOfAWorkload(String version, String kind, String body, String names) throws Exception {
        Manifests manifests = read("apiVersion: %s\nkind: %s\nmetadata: {name: w}\n%s"
                .formatted(version, kind, body.replaceAll("\\bT\\b", POD)));

        assertThat(manifests.pods()).extracting(PodSource::name).containsExactly(names.split(","));
        assertThat(manifests.pods())
                .allSatisfy(pod -> assertThat(
                                pod.pod().at("/spec/containers/0/name").asText())
                        .isEqualTo("a"))
                .allSatisfy(pod -> assertThat(
                                pod.written().at(pod.origin().template()).path("spec"))
                        .as("what the origin points to")
                        .isEqualTo(pod.pod().path("spec")));
        assertThat(manifests.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Service", "Configuration"})
    void putsTheQueueProxyBeforeTheContainersOfKnative(String kind) throws Exception {
        Manifests manifests = read("""
                apiVersion: serving.knative.dev/v1
                kind: %s
                metadata: {name: w}
                spec:
                  template:
                    spec:
                      containers:
                      - {name: side}
                      - name: app
                        ports: [{containerPort: 7000}]
                        readinessProbe: {httpGet: {path: /ready}}
                        livenessProbe: {httpGet: {path: /live}}
                        startupProbe: {tcpSocket: {}}
                """.formatted(kind));

        JsonNode pod = manifests.pods().getFirst().pod();
        assertThat(pod.at("/spec/containers/1").toString())
                .isEqualTo("{\"name\":\"app\",\"ports\":[{\"name\":\"user-port\",\"containerPort\":7000}],"
                        + "\"livenessProbe\":{\"httpGet\":{\"path\":\"/live\",\"port\":8012}},"
                        + "\"startupProbe\":{\"tcpSocket\":{\"port\":7000}}}");
        assertThat(pod.at("/spec/containers/2/ports/0/name").asText()).isEqualTo("queue-port");
        assertThat(pod.at("/metadata/labels/serving.knative.dev~1revision").asText())
                .isEqualTo("w-00001");
        assertThat(manifests.pods().getFirst().notes()).containsExactly(KnativePods.NOTE);
    }

    @ParameterizedTest
    @CsvSource({
        "secrets-store.csi.x-k8s.io/v1, SecretProviderClass",
        "dapr.io/v1alpha1, Component",
        "source.toolkit.fluxcd.io/v1, GitRepository",
        "monitoring.coreos.com/v1alpha1, AlertmanagerConfig",
        "kafka.strimzi.io/v1beta2, KafkaTopic",
        "serving.knative.dev/v1beta1, DomainMapping",
    })
    void isQuietAboutWhatCertainlyMakesNoPods(String version, String kind) throws Exception {
        Manifests manifests = read("{apiVersion: %s, kind: %s, metadata: {name: a}}".formatted(version, kind));

        assertThat(manifests.notes()).isEmpty();
    }

    /** Their groups, or those above, have kinds that make none. */
    @ParameterizedTest
    @CsvSource({
        "gateway-operator.konghq.com/v1beta1, DataPlane",
        "sparkoperator.k8s.io/v1alpha1, SparkConnect",
        "install.istio.io/v1alpha1, IstioOperator",
        "metallb.io/v1beta1, MetalLB",
        "projectcontour.io/v1alpha1, ContourDeployment",
        "operator.gatekeeper.sh/v1alpha1, Gatekeeper",
        "operator.external-secrets.io/v1, OperatorConfig",
    })
    void namesWhatAnOperatorRuns(String version, String kind) throws Exception {
        Manifests manifests = read("{apiVersion: %s, kind: %s, metadata: {name: a}}".formatted(version, kind));

        assertThat(manifests.notes())
                .singleElement()
                .asString()
                .startsWith("passed over")
                .endsWith(kind + " default/a");
    }

    @Test
    void namesObjectsThatMayMakePodsAndHaveNoTemplate() throws Exception {
        Manifests manifests = read("""
                {apiVersion: argoproj.io/v1alpha1, kind: Workflow, metadata: {name: a, namespace: shop}}
                ---
                {apiVersion: sparkoperator.k8s.io/v1beta2, kind: SparkApplication, metadata: {name: b}}
                ---
                {apiVersion: example.com/v1, kind: Foo, metadata: {name: c}, spec: {template: {metadata: {}}}}
                ---
                {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, metadata: {name: d}}
                """);

        assertThat(manifests.pods()).isEmpty();
        assertThat(manifests.notes())
                .containsExactly(
                        "standard input, document 4: CloneSet without a pod template, passed over",
                        "passed over, though they make pods: no pod template can be read of them: Workflow shop/a, SparkApplication default/b",
                        "passed over, no pod template is to be seen in them: Foo default/c");
    }

    @Test
    void namesSomeAndCountsTheOthers() throws Exception {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            input.append("---\n{apiVersion: example.com/v1, kind: Foo, metadata: {name: f%d}}\n".formatted(i));
        }

        assertThat(read(input.toString()).notes())
                .containsExactly(
                        "passed over, no pod template is to be seen in them: Foo default/f0, Foo default/f1, Foo default/f2, Foo default/f3, Foo default/f4 and 3 more");
    }

    @ParameterizedTest
    @CsvSource({
        "v1, ConfigMap",
        "'', Service",
        "rbac.authorization.k8s.io/v1, Role",
        "policy/v1, PodDisruptionBudget",
        "networking.istio.io/v1, VirtualService",
        "gateway.networking.k8s.io/v1, HTTPRoute",
        "storage.k8s.io/v1, StorageClass",
        "cert-manager.io/v1, Certificate",
        "monitoring.coreos.com/v1, ServiceMonitor",
        "keda.sh/v1alpha1, ScaledObject",
    })
    void isSilentAboutKindsThatMakeNoPods(String version, String kind) throws Exception {
        Manifests manifests = read("{apiVersion: '%s', kind: %s, metadata: {name: a}}".formatted(version, kind));

        assertThat(manifests.pods()).isEmpty();
        assertThat(manifests.notes()).isEmpty();
    }

    @Test
    void readsListsAndTemplatesOfOpenShift() throws Exception {
        Manifests manifests = read("""
                apiVersion: template.openshift.io/v1
                kind: Template
                metadata: {name: all}
                parameters: [{name: PORT}]
                objects:
                - {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: one}}]}
                - {apiVersion: v1, kind: DeploymentConfig, metadata: {name: two}, spec: {template: %s}}
                """.formatted(POD));

        assertThat(manifests.pods()).extracting(PodSource::name).containsExactly("one", "two");
        assertThat(manifests.pods())
                .extracting(pod -> pod.origin().object().toString())
                .containsExactly("/objects/0/items/0", "/objects/1");
        assertThat(manifests.notes())
                .containsExactly(
                        "standard input: a Template with parameters is explained as it stands; with their values: oc process -f … | probe-bypass explain -f -");
    }

    @Test
    void takesTheKindOfListedObjectsFromTheirList() throws Exception {
        Manifests manifests = read("""
                apiVersion: serving.knative.dev/v1
                kind: ServiceList
                items: [{metadata: {name: a}, spec: {template: %s}}]
                """.formatted(POD));

        assertThat(manifests.pods()).extracting(PodSource::place).containsExactly("default/a");
    }

    @Test
    void countsTheFirstOfObjectsWithOneName() throws Exception {
        Manifests manifests = read("""
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {template: %s}}
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {replicas: 3}}
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: api, namespace: shop}, spec: {template: %s}}
                """.formatted(POD, POD));

        assertThat(manifests.pods()).extracting(PodSource::place).containsExactly("default/api", "shop/api");
        assertThat(manifests.notes())
                .containsExactly(
                        "of several objects with the same kind, namespace and name the first counts; passed over: Deployment default/api (standard input, document 2)");
    }

    @Test
    void readsTheTemplateThatARolloutTakesFromAnotherWorkload() throws Exception {
        Manifests manifests = read("""
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: api}
                spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}}
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {template: %s}}
                ---
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: other}
                spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: missing}}
                """.formatted(POD));

        assertThat(manifests.pods()).extracting(PodSource::kind).containsExactly("Rollout", "Deployment");
        assertThat(manifests.pods().getFirst().origin())
                .isEqualTo(manifests.pods().getLast().origin());
        assertThat(manifests
                        .pods()
                        .getFirst()
                        .pod()
                        .at("/metadata/ownerReferences/0/kind")
                        .asText())
                .isEqualTo("Rollout");
        assertThat(manifests.notes())
                .containsExactly(
                        "standard input, document 3: Rollout whose pod template is that of Deployment default/missing, which is not in the input, passed over");
    }

    private static Manifests read(String text) throws UnreadableInputException {
        return Manifests.read(List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "default");
    }
}
