package dev.probebypass.e2e;

import dev.probebypass.apiserver.CertificateAuthority;
import dev.probebypass.apiserver.Identity;
import dev.probebypass.apiserver.Pem;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** A mutating webhook of somebody else's, which adds a container to each pod of a namespace before we and Istio see it. */
final class OtherWebhook implements AutoCloseable {

    private static final String NAME = "other";
    private static final int PORT = 8443;
    private static final String CERTIFICATES = "/certificates/";

    private final Cluster cluster;
    private final TestNamespace home;
    private final MutatingWebhookConfiguration configuration;

    private OtherWebhook(Cluster cluster, TestNamespace home, MutatingWebhookConfiguration configuration) {
        this.cluster = cluster;
        this.home = home;
        this.configuration = configuration;
    }

    static OtherWebhook adding(Container container, TestNamespace where, Cluster cluster) {
        TestNamespace home = cluster.plainNamespace();
        CertificateAuthority authority = CertificateAuthority.create("other webhook");
        serve(container, home, authority.serverCalled("%s.%s.svc".formatted(NAME, home.name())));
        MutatingWebhookConfiguration configuration =
                cluster.client().resource(configuration(home, where, authority)).create();
        return new OtherWebhook(cluster, home, configuration);
    }

    private static void serve(Container container, TestNamespace home, Identity identity) {
        home.create(new SecretBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .addToStringData("tls.crt", identity.certificatePem())
                .addToStringData("tls.key", identity.keyPem())
                .build());
        home.service(NAME, Map.of("app", NAME), Map.of(PORT, Handler.HTTPS));
        String patch =
                Serialization.asJson(List.of(Map.of("op", "add", "path", "/spec/containers/-", "value", container)));
        home.create(new PodBuilder(Target.called(NAME)
                        .probed(Kind.READINESS, Handler.TCP, PORT)
                        .pod(home.name()))
                .editSpec()
                .editFirstContainer()
                .withArgs(arguments(patch))
                .addNewVolumeMount()
                .withName(NAME)
                .withMountPath(CERTIFICATES)
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName(NAME)
                .withNewSecret()
                .withSecretName(NAME)
                .endSecret()
                .endVolume()
                .endSpec()
                .build());
        home.awaitReady(NAME);
    }

    private static List<String> arguments(String patch) {
        return List.of(
                "webhook",
                "--port",
                String.valueOf(PORT),
                "--tls-certificate",
                CERTIFICATES + "tls.crt",
                "--tls-private-key",
                CERTIFICATES + "tls.key",
                "--patch",
                patch);
    }

    private static MutatingWebhookConfiguration configuration(
            TestNamespace home, TestNamespace where, CertificateAuthority authority) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("aaa-" + home.name())
                .withLabels(TestNamespace.OURS)
                .endMetadata()
                .addNewWebhook()
                .withName("other.cluster-tier.test")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Ignore")
                .withNewClientConfig()
                .withCaBundle(Pem.base64(authority.pem()))
                .withNewService()
                .withName(NAME)
                .withNamespace(home.name())
                .withPort(PORT)
                .withPath("/")
                .endService()
                .endClientConfig()
                .addNewRule()
                .withApiGroups("")
                .withApiVersions("v1")
                .withResources("pods")
                .withOperations("CREATE")
                .endRule()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", where.name())
                .endNamespaceSelector()
                .endWebhook()
                .build();
    }

    @Override
    public void close() {
        cluster.client().resource(configuration).delete();
        home.close();
    }
}
