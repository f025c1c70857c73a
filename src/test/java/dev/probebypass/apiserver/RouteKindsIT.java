package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kinds beside Services that lead to ports, of which some are defined while the product runs. */
@ExtendWith({SharedControlPlane.class, SharedProduct.class})
final class RouteKindsIT {

    /** Kinds are looked for every 30 s. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/%s/endpointslices";

    private final ControlPlane controlPlane;
    private final Product product;
    private final Installation installation;
    private final String namespace;
    private final List<CustomResourceDefinition> kinds;

    RouteKindsIT(ControlPlane controlPlane, Product product) {
        this.controlPlane = controlPlane;
        this.product = product;
        this.installation = Installation.of(product, controlPlane);
        this.namespace = installation.meshed();
        Crds crds = new Crds(controlPlane);
        this.kinds = List.of(
                crds.ofIstio("ServiceEntry"),
                crds.ofIstio("Sidecar"),
                Crds.crd("argoproj.io", "v1alpha1", "Rollout", "rollouts"),
                Crds.crd("flagger.app", "v1beta1", "Canary", "canaries"),
                Crds.crd("inference.networking.k8s.io", "v1", "InferencePool", "inferencepools"));
    }

    @AfterEach
    void uninstall() {
        installation.close();
        Crds crds = new Crds(controlPlane);
        kinds.forEach(crds::remove);
    }

    @Test
    void kindsThatComeAndGoWhileTheServerRunsChangeTheDecision() {
        controlPlane
                .client()
                .resource(Services.of(namespace, "previewed", new IntOrString(8081)))
                .create();
        Pod entry = pod("entry");
        Pod ingress = pod("ingress");
        List<Pod> pods = List.of(entry, ingress, pod("rollout"), pod("canary"), pod("pool"));
        assertThat(left(pods)).as("before the kinds are there").isEmpty();

        kinds.forEach(new Crds(controlPlane)::install);
        create("/apis/networking.istio.io/v1beta1/namespaces/%s/serviceentries", """
                {"apiVersion": "networking.istio.io/v1beta1", "kind": "ServiceEntry", "metadata": {"name": "entry"},
                 "spec": {"hosts": ["entry.example.com"], "location": "MESH_INTERNAL", "resolution": "STATIC",
                   "ports": [{"number": 80, "targetPort": 8081, "name": "http", "protocol": "HTTP"}],
                   "workloadSelector": {"labels": {"app": "entry"}}}}
                """);
        create("/apis/networking.istio.io/v1beta1/namespaces/%s/sidecars", """
                {"apiVersion": "networking.istio.io/v1beta1", "kind": "Sidecar", "metadata": {"name": "ingress"},
                 "spec": {"workloadSelector": {"labels": {"app": "ingress"}},
                   "ingress": [{"port": {"number": 8081, "protocol": "HTTP", "name": "http"},
                     "defaultEndpoint": "127.0.0.1:8081"}]}}
                """);
        create("/apis/argoproj.io/v1alpha1/namespaces/%s/rollouts", """
                {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "metadata": {"name": "rollout"},
                 "spec": {"selector": {"matchLabels": {"app": "rollout"}},
                   "strategy": {"blueGreen": {"activeService": "none", "previewService": "previewed"}}}}
                """);
        create("/apis/flagger.app/v1beta1/namespaces/%s/canaries", """
                {"apiVersion": "flagger.app/v1beta1", "kind": "Canary", "metadata": {"name": "canary"},
                 "spec": {"targetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "canary"},
                   "service": {"port": 80, "targetPort": 8081}}}
                """);
        create("/apis/inference.networking.k8s.io/v1/namespaces/%s/inferencepools", """
                {"apiVersion": "inference.networking.k8s.io/v1", "kind": "InferencePool", "metadata": {"name": "pool"},
                 "spec": {"selector": {"matchLabels": {"app": "pool"}}, "targetPorts": [{"number": 8081}]}}
                """);

        Eventually.holds("all ports are to be left", LIMIT, () -> left(pods).equals(pods));
        Pod created = new PodBuilder(entry)
                .editMetadata()
                .withName("created")
                .endMetadata()
                .build();
        assertThat(installation.annotationsOfCreated(created)).isEmpty();

        kinds.forEach(new Crds(controlPlane)::remove);
        Eventually.holds(
                "all ports are to bypass the sidecar again",
                LIMIT,
                () -> left(pods).isEmpty());
        assertThat(installation.annotationsOfCreated(ingress)).containsEntry(EXCLUDED, "8081");
        assertThat(product.log())
                .contains("Following serviceentries.networking.istio.io", "Following rollouts.argoproj.io");
        String gone = "Not following rollouts.argoproj.io any more";
        Eventually.holds(gone, LIMIT, () -> product.log().contains(gone));
        assertThat(product.log())
                .as("a kind that is removed is no failure")
                .doesNotContain("Not following rollouts.argoproj.io:");
    }

    private List<Pod> left(List<Pod> pods) {
        return pods.stream().filter(pod -> installation.leaves(pod, 8081)).toList();
    }

    /** One that a Deployment of that name made. */
    private Pod pod(String name) {
        return new PodBuilder(Probed.pod(namespace, name))
                .editMetadata()
                .addToLabels("app", name)
                .addToLabels("pod-template-hash", "5d4f")
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("ReplicaSet")
                .withName(name + "-5d4f")
                .withUid("a-uid")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
    }

    private void create(String path, String json) {
        RawApi.Reply reply = controlPlane.api().post(path.formatted(namespace), Json.parse(json));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
    }

    @Test
    void anEndpointSliceWrittenByHandCountsUntilItGoes() {
        Pod pod = Probed.pod(namespace, "by-hand-0");
        create(SLICES, """
                {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
                 "metadata": {"name": "by-hand", "labels": {"kubernetes.io/service-name": "by-hand"}},
                 "endpoints": [{"addresses": ["10.0.0.1"], "targetRef": {"kind": "Pod", "name": "by-hand-0"}}],
                 "ports": [{"name": "http", "port": 8081, "protocol": "TCP"}]}
                """);
        installation.awaitLeft(pod, 8081);

        controlPlane
                .client()
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withName("by-hand")
                .delete();

        installation.awaitBypassed(pod, 8081);
        assertThat(installation.annotationsOfCreated(pod)).containsEntry(EXCLUDED, "8081");
    }
}
