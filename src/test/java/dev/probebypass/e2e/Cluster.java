package dev.probebypass.e2e;

import dev.probebypass.cluster.watch.Clients;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A cluster with Istio, and what the tests do to it, which is undone at the end. */
final class Cluster implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** A webhook that is new, Istio's too, may not be reached at once. More would hide for minutes that nobody is there. */
    private static final int RETRIES = 3;

    private final KubernetesClient client;
    private final Istio istio;
    private final Webhook webhook;

    private Cluster(KubernetesClient client, Istio istio, Webhook webhook) {
        this.client = client;
        this.istio = istio;
        this.webhook = webhook;
    }

    static Cluster connect(Path kubeconfig) {
        KubernetesClient client = clientOf(kubeconfig);
        try {
            Cluster cluster = new Cluster(client, Istio.find(client), Webhook.of(client, kubeconfig));
            cluster.deleteLeftovers();
            return cluster;
        } catch (KubernetesClientException e) {
            client.close();
            throw e.getCode() > 0 ? e : nobody(kubeconfig, client.getMasterUrl());
        }
    }

    /** Reads it as the product does. */
    private static KubernetesClient clientOf(Path kubeconfig) {
        try (KubernetesClient impatient = Clients.of(Optional.of(kubeconfig), "cluster-tier", Map.of())) {
            Config config = new ConfigBuilder(impatient.getConfiguration())
                    .withRequestRetryBackoffLimit(RETRIES)
                    .build();
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (UnusableClientConfigurationException e) {
            throw new UnmetException(String.valueOf(e.getMessage()));
        }
    }

    private static UnmetException nobody(Path kubeconfig, URL apiServer) {
        return new UnmetException(
                "%s leads to %s, where nobody answers: start that cluster, or set KUBECONFIG to another"
                        .formatted(kubeconfig, apiServer));
    }

    /** Istio rewrites no probes and redirects by istio-init, and the webhook is there as its chart installs it. */
    void withTheWebhook() {
        probesMeetTheSidecar();
        webhook.present();
    }

    /** The same, but nobody has installed the webhook. */
    void withoutTheWebhook() {
        probesMeetTheSidecar();
        webhook.absent();
    }

    private void probesMeetTheSidecar() {
        istio.rewriteNoProbes();
        istio.interceptByInitContainer();
    }

    KubernetesClient client() {
        return client;
    }

    Istio istio() {
        return istio;
    }

    Webhook webhook() {
        return webhook;
    }

    /** A namespace in the mesh, which takes no connection there but its own. */
    TestNamespace strictNamespace() {
        return strictNamespace(Map.of());
    }

    TestNamespace strictNamespace(Map<String, String> labels) {
        return meshedNamespace(labels).mutualTls("STRICT");
    }

    /** A namespace in the mesh, which takes connections there with the mesh's certificates and without. */
    TestNamespace permissiveNamespace() {
        return meshedNamespace(Map.of()).mutualTls("PERMISSIVE");
    }

    private TestNamespace meshedNamespace(Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("istio-injection", "enabled");
        return TestNamespace.create(client, all);
    }

    /** A namespace that is in no mesh. */
    TestNamespace plainNamespace() {
        return TestNamespace.create(client, Map.of("istio-injection", "disabled"));
    }

    private void deleteLeftovers() {
        client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withLabels(TestNamespace.OURS)
                .delete();
        client.namespaces().withLabels(TestNamespace.OURS).delete();
        awaitNoNamespaces();
    }

    /** Returns when all namespaces that were closed are gone. */
    void awaitNoNamespaces() {
        Eventually.holds(
                "the tests' namespaces are to go",
                LIMIT,
                () -> client.namespaces()
                        .withLabels(TestNamespace.OURS)
                        .list()
                        .getItems()
                        .isEmpty());
    }

    @Override
    public void close() {
        istio.restore();
        webhook.remove();
        deleteLeftovers();
        client.close();
    }
}
