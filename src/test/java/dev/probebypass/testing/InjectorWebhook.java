package dev.probebypass.testing;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;

/** The configuration by which the API server calls an injector of Istio's default revision for new pods. */
public final class InjectorWebhook {

    private InjectorWebhook() {}

    /** The configuration of that name. */
    public static MutatingWebhookConfiguration injector(String name) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewWebhook()
                .withName("namespace.sidecar-injector.istio.io")
                .withNewClientConfig()
                .withUrl("https://istiod.example.com/inject")
                .endClientConfig()
                .addNewRule()
                .withApiGroups("")
                .withOperations("CREATE")
                .withResources("pods")
                .endRule()
                .endWebhook()
                .build();
    }
}
