package dev.probebypass.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** The product as its own process with the heap of the image's small profile: it ends when its heap is full. */
final class SmallProduct implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("probe-bypass.jar", "target/probe-bypass.jar"));
    private static final Path OPTIONS = Path.of("deploy", "image", "small.options");
    private static final Pattern ADDRESSES =
            Pattern.compile("https://127\\.0\\.0\\.1:([0-9]+)/mutate.*http://127\\.0\\.0\\.1:([0-9]+)");

    private final SSLContext trust = TestCertificate.trusting(TestCertificate.LOOPBACK);
    private final Path log;
    private final Process process;
    private final int port;
    private final int management;

    private SmallProduct(Path scratch, String where) throws IOException {
        log = scratch.resolve("product.log");
        process = new ProcessBuilder(command(scratch, where))
                .redirectError(log.toFile())
                .start();
        BufferedReader said = process.inputReader();
        Matcher addresses = ADDRESSES.matcher("");
        while (!addresses.find()) {
            String line = said.readLine();
            if (line == null) {
                throw new IOException("it has ended:%n%s".formatted(log()));
            }
            addresses.reset(line);
        }
        port = Integer.parseInt(addresses.group(1));
        management = Integer.parseInt(addresses.group(2));
        var _ = CompletableFuture.runAsync(() -> said.lines().forEach(line -> {}));
    }

    /**
     * One that answers.
     *
     * @param scratch a directory of its own
     */
    static SmallProduct withoutACluster(Path scratch) throws IOException {
        return new SmallProduct(scratch, "--local");
    }

    /** One that follows a cluster, and answers as soon as it has read it. */
    static SmallProduct in(LargeApiServer cluster, Path scratch) throws IOException {
        Path kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "stub",
                 "contexts": [{"name": "stub", "context": {"cluster": "stub", "user": "stub"}}],
                 "users": [{"name": "stub", "user": {"token": "stub"}}],
                 "clusters": [{"name": "stub", "cluster": {"server": "%s"}}]}
                """.formatted(cluster.url()));
        return new SmallProduct(scratch, "--kubeconfig=" + kubeconfig);
    }

    private static List<String> command(Path scratch, String where) throws IOException {
        Path certificate = pem(scratch.resolve("tls.crt"), "CERTIFICATE", certificate());
        Path key = pem(
                scratch.resolve("tls.key"),
                "PRIVATE KEY",
                TestCertificate.LOOPBACK.key().getEncoded());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        Files.readAllLines(OPTIONS).stream()
                .filter(line -> line.startsWith("-X") && !line.contains("AOTCache"))
                .forEach(command::add);
        command.addAll(List.of("-jar", JAR.toString(), "serve", where, "--host=127.0.0.1", "--port=0"));
        command.addAll(List.of("--management-port=0", "--tls-certificate=" + certificate, "--tls-key=" + key));
        return command;
    }

    private static byte[] certificate() throws IOException {
        try {
            return TestCertificate.LOOPBACK.leaf().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
    }

    private static Path pem(Path file, String type, byte[] bytes) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                        .formatted(type, Base64.getMimeEncoder().encodeToString(bytes)));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has logged so far. */
    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its answer to a review, empty if it closed the connection while the body was still being sent, so that the answer was lost. */
    Optional<RawClient.Response> send(byte[] body) {
        try (RawClient client = RawClient.tls(port, trust)) {
            return Optional.of(client.send(RawClient.postHead("Content-Length: " + body.length))
                    .send(body)
                    .read());
        } catch (IOException e) {
            if (!process.isAlive()) {
                throw new UncheckedIOException("it has ended", e);
            }
            return Optional.empty();
        }
    }

    /** A page of the management port, or why there is none. */
    String get(String path) {
        try (RawClient client = RawClient.plain(management)) {
            return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .read()
                    .body();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
