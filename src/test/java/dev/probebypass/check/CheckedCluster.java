package dev.probebypass.check;

import dev.probebypass.names.AnnotationKeys;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationListBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Map;

/**
 * An API server that a check asks: what it has and how it answers a dry run is what a test says.
 *
 * @param server answers nothing else
 */
public record CheckedCluster(KubernetesMockServer server) {

    public static final String NAMESPACE = "shop";
    public static final String OURS = "istio-probe-bypass";

    private static final String CONFIGURATIONS = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";
    private static final String NAMESPACES = "/api/v1/namespaces";

    /** Answers one more dry run so. */
    public void answersDryRun(int code, Object body) {
        server.expect()
                .post()
                .withPath(NAMESPACES + "/" + NAMESPACE + "/pods?dryRun=All")
                .andReturn(code, body)
                .once();
    }

    /** The pod as it comes back from a server of ours that sees the mesh. */
    public static Pod patched() {
        return pod(Map.of(
                AnnotationKeys.BYPASSED_PORTS, "58081", "traffic.sidecar.istio.io/excludeInboundPorts", "58081"));
    }

    static Pod pod(Map<String, String> annotations) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("probe-bypass-check")
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }

    static Object refusal(int code) {
        return new StatusBuilder().withCode(code).withMessage("told to").build();
    }

    void has(MutatingWebhookConfiguration configuration) {
        get(CONFIGURATIONS + "/" + configuration.getMetadata().getName(), 200, configuration);
    }

    /** Has these, when somebody lists them. */
    public void lists(MutatingWebhookConfiguration... configurations) {
        get(
                CONFIGURATIONS,
                200,
                new MutatingWebhookConfigurationListBuilder()
                        .withItems(configurations)
                        .build());
    }

    void refusesLists() {
        get(CONFIGURATIONS, 403, refusal(403));
        get(NAMESPACES, 403, refusal(403));
    }

    /** Has one namespace, with these labels. */
    public void hasNamespace(Map<String, String> labels) {
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .withLabels(labels)
                .endMetadata()
                .build();
        get(NAMESPACES + "/" + NAMESPACE, 200, namespace);
        get(NAMESPACES, 200, new NamespaceListBuilder().withItems(namespace).build());
    }

    /** Runs a Deployment of that name, as whose pods a Service of that name is called. */
    void runs(String name) {
        get(
                "/apis/apps/v1/namespaces/probe-bypass/deployments/" + name,
                200,
                new DeploymentBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("probe-bypass")
                        .endMetadata()
                        .withNewSpec()
                        .withNewTemplate()
                        .withNewSpec()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());
    }

    /** Says whether somebody may do what he wants. */
    void says(boolean allowed) {
        server.expect()
                .post()
                .withPath("/apis/authorization.k8s.io/v1/subjectaccessreviews")
                .andReturn(
                        201,
                        new SubjectAccessReviewBuilder()
                                .withNewStatus()
                                .withAllowed(allowed)
                                .endStatus()
                                .build())
                .always();
    }

    private void get(String path, int code, Object body) {
        server.expect().get().withPath(path).andReturn(code, body).always();
    }

    /** Ours, whose API server has a bundle to trust. */
    static MutatingWebhookConfigurationBuilder ours(String caBundle) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(OURS)
                .endMetadata()
                .addNewWebhook()
                .withNewNamespaceSelector()
                .addToMatchLabels("team", "a")
                .endNamespaceSelector()
                .withNewClientConfig()
                .withCaBundle(caBundle)
                .endClientConfig()
                .endWebhook();
    }

    /** Ours, by which servers are called as that Service. */
    static MutatingWebhookConfiguration calling(String service) {
        return ours("Y2E=")
                .editFirstWebhook()
                .editClientConfig()
                .withNewService(service, "probe-bypass", "/mutate", 443)
                .endClientConfig()
                .endWebhook()
                .build();
    }
}
