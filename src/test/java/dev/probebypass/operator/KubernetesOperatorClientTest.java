package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probebypass.testing.RecordingServer;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesOperatorClientTest {

    private static final String CONFIGURATIONS = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/";

    private final RecordingServer server = new RecordingServer();
    private final KubernetesClient client = server.client();
    private final KubernetesOperatorClient operator = new KubernetesOperatorClient(client);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    /** The name is that of an object that somebody else made. */
    @ParameterizedTest
    @CsvSource({"istio-probe-bypass, istio-probe-bypass", "x?dryRun=All, x%3FdryRun%3DAll"})
    void changesAConfigurationByOneSegment(String name, String segment) {
        MutatingWebhookConfiguration configuration = new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid("1")
                .withManagedFields(new ManagedFieldsEntryBuilder()
                        .withManager(OperatorSettings.FIELD_MANAGER)
                        .build())
                .endMetadata()
                .build();

        assertThatThrownBy(() -> operator.disown(configuration)).isInstanceOf(KubernetesClientException.class);

        assertThat(server.paths()).containsExactly(CONFIGURATIONS + segment);
    }
}
