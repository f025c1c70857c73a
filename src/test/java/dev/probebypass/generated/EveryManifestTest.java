package dev.probebypass.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.PodSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Of every input each object that may make pods is found with its pods, or named as passed over. */
class EveryManifestTest {

    private static final ObjectMapper YAML = new YAMLMapper();

    private static final String TEMPLATE = "{metadata: {labels: LABELS}, spec: {containers: [{name: a}]}}";

    /** By API version and kind, and where the pod template is. */
    private static final List<String> SHAPES = List.of(
            "v1 Pod | spec: {containers: [{name: a}]}",
            "v1 PodTemplate | template: T",
            "v1 ReplicationController | spec: {template: T}",
            "v1 DeploymentConfig | spec: {template: T}",
            "apps/v1 Deployment | spec: {template: T}",
            "apps/v1 StatefulSet | spec: {template: T}",
            "apps/v1 DaemonSet | spec: {template: T}",
            "apps/v1 ReplicaSet | spec: {template: T}",
            "batch/v1 Job | spec: {template: T}",
            "batch/v1 CronJob | spec: {jobTemplate: {spec: {template: T}}}",
            "apps.openshift.io/v1 DeploymentConfig | spec: {template: T}",
            "argoproj.io/v1alpha1 Rollout | spec: {template: T}",
            "argoproj.io/v1alpha1 Rollout | spec: {workloadRef: {kind: Deployment, name: nobody}}",
            "argoproj.io/v1alpha1 Workflow | spec: {templates: [{name: a, container: {name: a}}]}",
            "serving.knative.dev/v1 Service | spec: {template: T}",
            "serving.knative.dev/v1 Configuration | spec: {template: T}",
            "serving.knative.dev/v1 Revision | spec: {containers: [{name: a}]}",
            "apps.kruise.io/v1alpha1 CloneSet | spec: {template: T}",
            "jobset.x-k8s.io/v1alpha2 JobSet | spec: {replicatedJobs: [{name: one, template: {spec: {template: T}}}]}",
            "batch.volcano.sh/v1alpha1 Job | spec: {tasks: [{name: one, template: T}]}",
            "kubeflow.org/v1 MPIJob | spec: {mpiReplicaSpecs: {Worker: {template: T}}}",
            "ray.io/v1 RayCluster | spec: {headGroupSpec: {template: T}}",
            "sparkoperator.k8s.io/v1beta2 SparkApplication | spec: {driver: {cores: 1}}",
            "example.com/v1 Anything | spec: {template: T}",
            "example.com/v1 Deployment | spec: {template: T}",
            "example.com/v1 Job | spec: {tasks: [{template: T}]}",
            "example.com/v1 Service | spec: {podTemplate: T}",
            "example.com/v1 ConfigMap | template: T",
            "monitoring.coreos.com/v1 Prometheus | spec: {replicas: 2}",
            "apps/v1 Deployment | spec: {replicas: 2}",
            "jobset.x-k8s.io/v1alpha2 JobSet | spec: {replicatedJobs: []}");

    private static final List<String> OF_NO_PODS = List.of(
            "v1 Service | spec: {selector: {app: web}}",
            "v1 ConfigMap | data: {a: b}",
            "networking.istio.io/v1 VirtualService | spec: {}",
            "rbac.authorization.k8s.io/v1 Role | rules: []");

    private static final List<String> LABELS = List.of("{app: web}", "{}", "null", "{version: 2}", "[]");

    /** How the objects are put together. */
    private enum Form {
        DOCUMENTS,
        LIST,
        NESTED_LISTS,
        TEMPLATE
    }

    record Input(List<String> workloads, List<String> others, Form form, String labels, boolean isNamed) {}

    @Provide
    Arbitrary<Input> inputs() {
        return Combinators.combine(
                        Arbitraries.of(SHAPES).list().ofMinSize(0).ofMaxSize(9),
                        Arbitraries.of(OF_NO_PODS).list().ofMaxSize(3),
                        Arbitraries.of(Form.class),
                        Arbitraries.of(LABELS),
                        Arbitraries.of(true, true, true, false))
                .as(Input::new);
    }

    @Property(tries = 400)
    void findsThePodsOfEachObjectOrNamesIt(@ForAll("inputs") Input input) throws Exception {
        Manifests manifests = read(input);

        int passedOver = manifests.notes().stream()
                .mapToInt(EveryManifestTest::passedOver)
                .sum();
        assertThat(manifests.pods().size() + passedOver)
                .as("pods %s and notes %s", names(manifests), manifests.notes())
                .isEqualTo(input.workloads().size());
    }

    private static String names(Manifests manifests) {
        return manifests.pods().stream().map(PodSource::place).collect(Collectors.joining(" "));
    }

    /** The objects that a note names, and those that it counts. */
    private static int passedOver(String note) {
        if (note.endsWith(", passed over")) {
            return 1;
        }
        if (!note.contains("passed over")) {
            return 0;
        }
        Matcher more = Pattern.compile(" and ([0-9]+) more$").matcher(note);
        int counted = more.find() ? Integer.parseInt(more.group(1)) : 0;
        return counted
                + (int) Pattern.compile("[A-Za-z]+ default/w")
                        .matcher(note)
                        .results()
                        .count();
    }

    /** Where nobody names the objects they are told apart by their generated names, so none is taken for another. */
    private static Manifests read(Input input) throws Exception {
        StringBuilder documents = new StringBuilder();
        ArrayNode objects = YAML.createArrayNode();
        for (String shape : Stream.concat(input.workloads().stream(), input.others().stream())
                .toList()) {
            JsonNode object = object(shape, input, objects.size());
            objects.add(object);
            documents.append("---\n").append(object).append('\n');
        }
        String text = switch (input.form()) {
            case DOCUMENTS -> documents.toString();
            case LIST -> list("List", "items", objects).toString();
            case NESTED_LISTS ->
                list("List", "items", YAML.createArrayNode().add(list("List", "items", objects)))
                        .toString();
            case TEMPLATE -> list("Template", "objects", objects).toString();
        };
        return Manifests.read(List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "default");
    }

    private static ObjectNode list(String kind, String field, ArrayNode objects) {
        ObjectNode list = YAML.createObjectNode().put("apiVersion", "v1").put("kind", kind);
        list.set(field, objects);
        return list;
    }

    private static JsonNode object(String shape, Input input, int number) throws Exception {
        String[] parts = shape.split(" \\| ", -1);
        String[] type = parts[0].split(" ", -1);
        String text = "apiVersion: %s\nkind: %s\nmetadata: {%s: w%d}\n%s"
                .formatted(
                        type[0],
                        type[1],
                        input.isNamed() ? "name" : "generateName",
                        input.isNamed() ? number : 0,
                        parts[1].replaceAll("\\bT\\b", TEMPLATE.replace("LABELS", input.labels())));
        return YAML.readTree(text);
    }
}
