package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class KubernetesOperatorClientTest {

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesClient client;

    @Test
    void aSecretIsUpdatedAgainstTheVersionThatWasRead() {
        OperatorClient operator = new KubernetesOperatorClient(client);
        operator.create(secret("first"));
        Secret read = operator.secret(Samples.NAMESPACE, Samples.SECRET).orElseThrow();
        operator.update(new SecretBuilder(read)
                .editMetadata()
                .addToLabels("by", "another")
                .endMetadata()
                .build());

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> operator.update(read))
                .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(409));
    }

    @Test
    void whatIsNotThereIsEmpty() {
        OperatorClient operator = new KubernetesOperatorClient(client);

        assertThat(operator.secret(Samples.NAMESPACE, Samples.SECRET)).isEmpty();
        assertThat(operator.webhookConfiguration("ours")).isEmpty();
        assertThat(operator.deployment(Samples.NAMESPACE, "ours")).isEmpty();
        assertThat(operator.lease(Samples.NAMESPACE, "ours")).isEmpty();
        assertThat(operator.webhookConfigurations()).isEmpty();
        assertThat(operator.endpointSlices(Samples.NAMESPACE, "ours")).isEmpty();
    }

    @Test
    void givingUpOurFieldsLeavesThoseOfOthers() {
        MutatingWebhookConfiguration stored = client.resource(
                        new MutatingWebhookConfigurationBuilder(Samples.configuration("ours"))
                                .editMetadata()
                                .withManagedFields(managedBy("helm"), managedBy(OperatorSettings.FIELD_MANAGER))
                                .endMetadata()
                                .build())
                .create();
        OperatorClient operator = new KubernetesOperatorClient(client);

        operator.disown(stored);

        assertThat(operator.webhookConfiguration("ours")
                        .orElseThrow()
                        .getMetadata()
                        .getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly("helm");
    }

    private static ManagedFieldsEntry managedBy(String manager) {
        return new ManagedFieldsEntryBuilder().withManager(manager).build();
    }

    private static Secret secret(String label) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(Samples.NAMESPACE)
                .withName(Samples.SECRET)
                .addToLabels("by", label)
                .endMetadata()
                .build();
    }
}
