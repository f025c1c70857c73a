package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.apiserver.CertificateAuthority;
import dev.probebypass.apiserver.Identity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Updatable;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upgrades by Helm that rename what the servers keep up, and back, while pods are created. */
@Order(13)
@ExtendWith(SharedCluster.class)
final class RenamingClusterIT {

    private static final String TLS = "renaming-test-tls";

    private final Cluster cluster;

    RenamingClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void theWebhookIsThere() {
        cluster.withTheWebhook();
    }

    @AfterEach
    void asItWas() {
        cluster.client().secrets().inNamespace(Webhook.NAMESPACE).withName(TLS).delete();
        cluster.withTheWebhook();
    }

    @Test
    void theWebhookConfiguration() {
        completes("webhook.name", "webhook.name=istio-probe-bypass-renamed");
    }

    @Tag("nightly")
    @Test
    void theSecretOfTheAuthorities() {
        assertThat(changed("to another CA Secret", "certificates.own.secretName=another-ca")
                        .missed())
                .isEmpty();
        assertThat(changed("back to the first CA Secret").missed()).isEmpty();
    }

    @Tag("nightly")
    @Test
    void everything() {
        completes("fullnameOverride", "fullnameOverride=another-bypass");
    }

    @Tag("nightly")
    @Test
    void theSourceOfCertificates() {
        CertificateAuthority authority = CertificateAuthority.create("renaming test");
        Identity server = authority.serverCalled("%s.%s.svc".formatted(Webhook.NAME, Webhook.NAMESPACE));
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(Webhook.NAMESPACE)
                        .withName(TLS)
                        .endMetadata()
                        .withType("kubernetes.io/tls")
                        .withStringData(Map.of("tls.crt", server.certificatePem(), "tls.key", server.keyPem()))
                        .build())
                .createOr(Updatable::update);

        completes(
                "certificates.source",
                "certificates.source=files",
                "certificates.files.secretName=" + TLS,
                "certificates.files.caBundle=" + authority.pem());
    }

    /** How many pods are missed meanwhile is told; that none is afterwards, is asserted. */
    private void completes(String what, String... values) {
        Creations there = changed("that changes " + what, values);
        Creations back = changed("that changes " + what + " back");

        assertThat(there.missedAfterwards()).isEmpty();
        assertThat(back.missedAfterwards()).isEmpty();
    }

    private Creations changed(String how, String... values) {
        try (TestNamespace namespace = cluster.strictNamespace()) {
            return Creations.during(() -> cluster.webhook().present(values), namespace)
                    .of("helm upgrade " + how);
        }
    }
}
