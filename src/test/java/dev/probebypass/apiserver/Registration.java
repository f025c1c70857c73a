package dev.probebypass.apiserver;

import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How a webhook for the creation of pods is made known to the API server.
 *
 * @param name of the configuration, which decides who is called first
 * @param webhook its only entry
 * @param labels of the configuration
 */
record Registration(String name, MutatingWebhook webhook, Map<String, String> labels) {

    private Registration(String name, MutatingWebhook webhook) {
        this(name, webhook, Map.of());
    }

    /** The product, as its manifests register it but for the URL. */
    static Registration ofProduct(int port, String caPem) {
        return new Registration(
                "istio-probe-bypass",
                webhook("https://127.0.0.1:%d/mutate".formatted(port), caPem)
                        .withName("probe-bypass.probe-bypass.dev")
                        .withReinvocationPolicy("IfNeeded")
                        .build());
    }

    /** The product behind a Service, as its manifests register it but for the port. Nobody is trusted yet. */
    static Registration ofService(String name, String namespace, int port) {
        return new Registration(
                name,
                webhook("https://replaced.test", "")
                        .withName("probe-bypass.probe-bypass.dev")
                        .withNewClientConfig()
                        .withNewService()
                        .withName("probe-bypass")
                        .withNamespace(namespace)
                        .withPath("/mutate")
                        .withPort(port)
                        .endService()
                        .endClientConfig()
                        .withReinvocationPolicy("IfNeeded")
                        .build());
    }

    /** Somebody else's webhook, called once for a pod. */
    static Registration of(String name, RecordingWebhook other) {
        return new Registration(
                name,
                webhook(other.url(), other.caPem())
                        .withName(name + ".webhooks.test")
                        .withReinvocationPolicy("Never")
                        .build());
    }

    private static MutatingWebhookBuilder webhook(String url, String caPem) {
        return new MutatingWebhookBuilder()
                .withNewClientConfig()
                .withUrl(url)
                .withCaBundle(Pem.base64(caPem))
                .endClientConfig()
                .addNewRule()
                .withApiGroups("")
                .withApiVersions("v1")
                .withResources("pods")
                .withOperations("CREATE")
                .endRule()
                .withAdmissionReviewVersions("v1")
                .withMatchPolicy("Equivalent")
                .withSideEffects("None")
                .withFailurePolicy("Ignore")
                .withTimeoutSeconds(3);
    }

    /** The same webhook under another configuration, which is called earlier or later. */
    Registration called(String configurationName) {
        return new Registration(configurationName, webhook, labels);
    }

    Registration labelled(String key, String value) {
        return new Registration(name, webhook, Map.of(key, value));
    }

    Registration named(String webhookName) {
        return with(webhook -> webhook.withName(webhookName));
    }

    Registration withReinvocationPolicy(String policy) {
        return with(webhook -> webhook.withReinvocationPolicy(policy));
    }

    Registration withFailurePolicy(String policy) {
        return with(webhook -> webhook.withFailurePolicy(policy));
    }

    /** Not called for pods of namespaces that opted out: the API server reads the label, not the webhook. */
    Registration skippingOptedOutNamespaces() {
        return onlyWhere("probe-bypass.dev/enabled", "NotIn", "false");
    }

    /** Called for the pods of one namespace, so that tests stay out of each other's way. */
    Registration onlyIn(String namespace) {
        return onlyWhere("kubernetes.io/metadata.name", "In", namespace);
    }

    /** One more condition on the namespace's labels. */
    Registration onlyWhere(String label, String operator, String value) {
        LabelSelectorRequirement requirement = new LabelSelectorRequirementBuilder()
                .withKey(label)
                .withOperator(operator)
                .withValues(value)
                .build();
        return with(webhook -> webhook.editOrNewNamespaceSelector()
                .addToMatchExpressions(requirement)
                .endNamespaceSelector());
    }

    /** Called for pods with that label alone. */
    Registration onlyForPodsLabelled(String key, String value) {
        return with(webhook ->
                webhook.editOrNewObjectSelector().addToMatchLabels(key, value).endObjectSelector());
    }

    private Registration with(UnaryOperator<MutatingWebhookBuilder> change) {
        return new Registration(
                name, change.apply(new MutatingWebhookBuilder(webhook)).build(), labels);
    }

    MutatingWebhookConfiguration configuration() {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withWebhooks(webhook)
                .build();
    }
}
