package dev.probebypass.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * AdmissionReviews as an API server sends them for pods of real workloads: managed fields, environment, volumes and all that
 * a decision skips.
 */
final class SampleReviews {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(42);

    private SampleReviews() {}

    /** Six reviews of 12 to 18 KB: named and numbered ports, every kind of probe, a list to merge with, nothing to do. */
    static List<byte[]> small() {
        SampleReviews samples = new SampleReviews();
        return IntStream.range(0, 6)
                .mapToObj(i -> samples.review(i, 2 + i % 5, 30))
                .toList();
    }

    /** The first of them alone. */
    static List<byte[]> first() {
        return List.of(new SampleReviews().review(0, 2, 30));
    }

    /** The same pod in a review of about 1 MB, by what a decision skips. */
    static List<byte[]> large() {
        return List.of(new SampleReviews().review(0, 2, 5000));
    }

    private byte[] review(int number, int containers, int variables) {
        ObjectNode review = JSON.createObjectNode();
        review.put("kind", "AdmissionReview").put("apiVersion", "admission.k8s.io/v1");
        ObjectNode request = review.putObject("request");
        request.put("uid", "705ab4f5-6393-11e8-b7cc-42010a80000" + number);
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        request.put("namespace", "shop").put("operation", "CREATE");
        request.putObject("userInfo").put("username", "system:serviceaccount:kube-system:replicaset-controller");
        request.set("object", pod(number, containers, variables));
        request.putNull("oldObject").put("dryRun", false);
        try {
            return JSON.writeValueAsString(review).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ObjectNode pod(int number, int containers, int variables) {
        ObjectNode pod = JSON.createObjectNode().put("kind", "Pod").put("apiVersion", "v1");
        ObjectNode metadata = pod.putObject("metadata");
        metadata.put("generateName", "checkout-6d8f9c7b5d-").put("namespace", "shop");
        metadata.putObject("labels").put("app", "checkout").put("pod-template-hash", "6d8f9c7b5d");
        if (number % 2 == 0) {
            ObjectNode annotations = metadata.putObject("annotations");
            annotations.put("checksum/config", text(64));
            if (number % 4 == 0) {
                annotations.put("traffic.sidecar.istio.io/excludeInboundPorts", "9901, 9902");
            }
        }
        managedFields(metadata, containers);
        ObjectNode spec = pod.putObject("spec");
        volumes(spec);
        ArrayNode list = spec.putArray("containers");
        for (int i = 0; i < containers; i++) {
            container(list.addObject(), i, number, variables / containers);
        }
        spec.put("restartPolicy", "Always").put("serviceAccountName", "checkout");
        return pod;
    }

    private void managedFields(ObjectNode metadata, int containers) {
        ObjectNode fields = metadata.putArray("managedFields").addObject();
        fields.put("manager", "kube-controller-manager")
                .put("operation", "Update")
                .put("fieldsType", "FieldsV1");
        ObjectNode spec = fields.putObject("fieldsV1").putObject("f:spec").putObject("f:containers");
        for (int i = 0; i < containers; i++) {
            ObjectNode container = spec.putObject("k:{\"name\":\"container-" + i + "\"}");
            for (String field : List.of("image", "imagePullPolicy", "name", "ports", "resources", "env", "args")) {
                container.putObject("f:" + field);
            }
        }
    }

    private void volumes(ObjectNode spec) {
        ArrayNode volumes = spec.putArray("volumes");
        for (int i = 0; i < 4; i++) {
            ObjectNode projected =
                    volumes.addObject().put("name", "volume-" + i).putObject("projected");
            ArrayNode sources = projected.put("defaultMode", 420).putArray("sources");
            sources.addObject()
                    .putObject("serviceAccountToken")
                    .put("expirationSeconds", 3607)
                    .put("path", "token");
            sources.addObject().putObject("configMap").put("name", "settings-" + i);
        }
    }

    private void container(ObjectNode container, int i, int number, int variables) {
        container.put("name", "container-" + i).put("image", "registry.example/checkout:" + text(40));
        ArrayNode arguments = container.putArray("args");
        for (int a = 0; a < 6; a++) {
            arguments.add("--option-" + a + "=" + text(40));
        }
        ArrayNode ports = container.putArray("ports");
        ports.addObject()
                .put("name", "http-" + i)
                .put("containerPort", 8080 + i)
                .put("protocol", "TCP");
        ports.addObject()
                .put("name", "health-" + i)
                .put("containerPort", 9080 + i)
                .put("protocol", "TCP");
        ArrayNode env = container.putArray("env");
        for (int v = 0; v < variables; v++) {
            env.addObject().put("name", "VARIABLE_" + v).put("value", text(120));
        }
        probes(container, i, number);
        container.putObject("resources").putObject("limits").put("cpu", "500m").put("memory", "512Mi");
        container.put("terminationMessagePath", "/dev/termination-log").put("imagePullPolicy", "IfNotPresent");
        ArrayNode mounts = container.putArray("volumeMounts");
        for (int m = 0; m < 4; m++) {
            mounts.addObject().put("name", "volume-" + m).put("readOnly", true).put("mountPath", "/etc/" + text(30));
        }
    }

    /** Two containers are probed; the others are helpers beside them. */
    private static void probes(ObjectNode container, int i, int number) {
        if (i >= 2) {
            return;
        }
        if (number == 5) {
            container
                    .putObject("livenessProbe")
                    .putObject("exec")
                    .putArray("command")
                    .add("/bin/true");
            return;
        }
        container
                .putObject("livenessProbe")
                .put("timeoutSeconds", 1)
                .put("periodSeconds", 10)
                .putObject("httpGet")
                .put("path", "/healthz")
                .put("port", "health-" + i)
                .put("scheme", "HTTP");
        ObjectNode readiness = container.putObject("readinessProbe").put("periodSeconds", 5);
        switch ((i + number) % 3) {
            case 0 -> readiness.putObject("grpc").put("port", 9080 + i).put("service", "");
            case 1 -> readiness.putObject("tcpSocket").put("port", 9080 + i);
            default -> readiness.putObject("httpGet").put("path", "/ready").put("port", 9080 + i);
        }
    }

    private String text(int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
