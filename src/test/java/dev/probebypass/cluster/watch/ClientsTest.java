package dev.probebypass.cluster.watch;

import static dev.probebypass.cluster.watch.Objects.service;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.probebypass.certificate.Pem;
import dev.probebypass.certificate.SelfSigned;
import dev.probebypass.certificate.ServerCertificate;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsTest {

    @TempDir
    private Path directory;

    private Path kubeconfig(String url) throws IOException {
        return Files.writeString(directory.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {token: secret}}]
                """.formatted(url));
    }

    private static ThrowableAssertAlternative<UnusableClientConfigurationException> refused(
            Optional<Path> kubeconfig, Map<String, String> environment) {
        return assertThatExceptionOfType(UnusableClientConfigurationException.class)
                .isThrownBy(() -> Clients.of(kubeconfig, "1.2.3", environment).close());
    }

    @Test
    void usesTheKubeconfigAndSaysWhoItIs() throws Exception {
        List<String> headers = new CopyOnWriteArrayList<>();
        try (TestingApiServer server = TestingApiServer.started();
                KubernetesClient client = Clients.of(Optional.of(kubeconfig(server.url())), "1.2.3", Map.of())) {
            server.answer("/services", request -> {
                headers.add(request.getHeader("User-Agent"));
                headers.add(request.getHeader("Authorization"));
                return TestingApiServer.status(500);
            });

            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(
                            () -> client.resource(service("shop", "web", 80)).create());

            assertThat(headers).containsExactly("probe-bypass/1.2.3", "Bearer secret");
        }
    }

    @Test
    void waitsNotTooLongForAnything() throws Exception {
        try (KubernetesClient client =
                Clients.of(Optional.of(kubeconfig("https://127.0.0.1:6443")), "1.2.3", Map.of())) {
            assertThat(client.getConfiguration().getConnectionTimeout()).isEqualTo(5_000);
            assertThat(client.getConfiguration().getRequestTimeout()).isEqualTo(10_000);
            assertThat(client.getConfiguration().getWatchReconnectInterval()).isEqualTo(500);
            assertThat(client.getConfiguration().getRequestRetryBackoffLimit()).isZero();
        }
    }

    private Path kubeconfigWithKey(String certificate, String key) throws IOException {
        Base64.Encoder base64 = Base64.getEncoder();
        String user = "client-certificate-data: %s, client-key-data: %s"
                .formatted(
                        base64.encodeToString(certificate.getBytes(UTF_8)), base64.encodeToString(key.getBytes(UTF_8)));
        Path config = kubeconfig("https://127.0.0.1:6443");
        return Files.writeString(config, Files.readString(config).replace("token: secret", user));
    }

    @Test
    void takesAnEllipticCurveKey() throws Exception {
        ServerCertificate identity =
                new SelfSigned(Clock.systemUTC(), new SecureRandom()).forHosts(List.of("me"), Duration.ofDays(1));
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(identity.key().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
        Path config = kubeconfigWithKey(Pem.write(identity.chain()), key);

        try (KubernetesClient client = Clients.of(Optional.of(config), "1.2.3", Map.of())) {
            assertThat(identity.key().getAlgorithm()).isEqualTo("EC");
            assertThat(client.getConfiguration().getClientKeyAlgo()).isEqualTo("EC");
        }
    }

    @Test
    void saysThatAKeyCantBeUsed() throws IOException {
        Path config = kubeconfigWithKey("no certificate", "no key");

        refused(Optional.of(config), Map.of())
                .withMessageStartingWith("the certificates or keys for https://127.0.0.1:6443/ can't be used: ");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        Path missing = directory.resolve("missing");

        refused(Optional.of(missing), Map.of())
                .withMessage("no kubeconfig at " + missing
                        + ": name a file with --kubeconfig, or leave the flag out to use the cluster we run in");
    }

    @Test
    void saysThatThereIsNothingToUse() {
        refused(Optional.empty(), Map.of("HOME", directory.toString()))
                .withMessage("no kubeconfig at " + directory.resolve(".kube/config")
                        + " and not in a cluster: use --kubeconfig, or serve --local");
        refused(Optional.empty(), Map.of("HOME", "/x", "KUBECONFIG", directory + "/a:" + directory + "/b"))
                .withMessage("no kubeconfig at " + directory + "/a, " + directory
                        + "/b and not in a cluster: use --kubeconfig, or serve --local");
    }

    @Test
    void saysThatTheFileIsNoKubeconfig() throws IOException {
        Path odd = Files.writeString(directory.resolve("odd"), "{{{");

        refused(Optional.of(odd), Map.of()).withMessageStartingWith("the kubeconfig " + odd + " can't be read: ");
    }

    @Test
    void saysThatTheFileNamesNoCluster() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "apiVersion: v1\nkind: Config\n");

        refused(Optional.of(empty), Map.of())
                .withMessage(
                        "the kubeconfig " + empty + " has no current context: set one with kubectl config use-context");
    }
}
