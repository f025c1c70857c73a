package dev.probebypass.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * The product as its own process with the heap of the image's small profile, which ends when its heap is full; in a cluster. From
 * its start to its end it is sent reviews.
 */
final class SmallHeapServer implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("probe-bypass.jar", "target/probe-bypass.jar"));
    private static final Path OPTIONS = Path.of("deploy", "image", "small.options");
    private static final Pattern ADDRESSES =
            Pattern.compile("https://127\\.0\\.0\\.1:([0-9]+)/mutate.*http://127\\.0\\.0\\.1:([0-9]+)");
    private static final Pattern DECISION = Pattern.compile("8081=([a-z]+:[A-Z_]+)");
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);
    private static final int PAUSE = 20;
    private static final int UNANSWERED = 0;

    private final SSLContext trust = TestCertificate.trusting(TestCertificate.LOOPBACK);
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Process process;
    private final Thread reviews;
    private int port;
    private int management;

    private SmallHeapServer(Process process) throws IOException {
        this.process = process;
        BufferedReader lines = process.inputReader();
        while (management == 0) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("it has ended:%n%s".formatted(said()));
            }
            said.add(line);
            Matcher addresses = ADDRESSES.matcher(line);
            if (addresses.find()) {
                port = Integer.parseInt(addresses.group(1));
                management = Integer.parseInt(addresses.group(2));
            }
        }
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(line -> said.add(line)));
        this.reviews = Thread.ofPlatform().daemon().start(this::sendReviews);
    }

    static SmallHeapServer start(LargeApiServer cluster, Path scratch) throws IOException {
        Path kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "stub",
                 "contexts": [{"name": "stub", "context": {"cluster": "stub", "user": "stub"}}],
                 "users": [{"name": "stub", "user": {"token": "stub"}}],
                 "clusters": [{"name": "stub", "cluster": {"server": "%s"}}]}
                """.formatted(cluster.url()));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        Files.readAllLines(OPTIONS).stream()
                .filter(line -> line.startsWith("-X") && !line.contains("AOTCache"))
                .forEach(command::add);
        command.addAll(List.of(
                "-jar",
                JAR.toString(),
                "serve",
                "--kubeconfig=" + kubeconfig,
                "--host=127.0.0.1",
                "--port=0",
                "--management-port=0",
                "--tls-certificate=" + certificate(scratch.resolve("tls.crt")),
                "--tls-key="
                        + pem(
                                scratch.resolve("tls.key"),
                                "PRIVATE KEY",
                                TestCertificate.LOOPBACK.key().getEncoded())));
        return new SmallHeapServer(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static Path certificate(Path file) throws IOException {
        try {
            return pem(file, "CERTIFICATE", TestCertificate.LOOPBACK.leaf().getEncoded());
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

    private void sendReviews() {
        while (!Thread.currentThread().isInterrupted()) {
            int status;
            try {
                status = review("shop").status();
            } catch (IOException unanswered) {
                status = UNANSWERED;
            }
            synchronized (answers) {
                answers.merge(status, 1, Integer::sum);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private RawClient.Response review(String namespace) throws IOException {
        String body = """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1", "namespace": "%s",
                 "operation": "CREATE", "resource": {"group": "", "version": "v1", "resource": "pods"}, "object": {
                  "metadata": {"labels": {"a": "999"}, "annotations": {"probe-bypass.dev/mesh": "istio"}}, "spec": {"containers":
                  [{"name": "app", "readinessProbe": {"httpGet": {"port": 8081}}}]}}}}""".formatted(namespace);
        try (RawClient client = RawClient.tls(port, trust)) {
            return client.send(RawClient.post(body)).read();
        }
    }

    /** What becomes of port 8081 of a pod in that namespace, such as {@code bypass:PROBE_PORT}. */
    String decision(String namespace) {
        try {
            String body = review(namespace).body();
            Matcher decision = DECISION.matcher(body);
            return decision.find() ? decision.group(1) : body;
        } catch (IOException e) {
            throw new UncheckedIOException(said(), e);
        }
    }

    /** A page of the management port. */
    String get(String path) {
        try (RawClient client = RawClient.plain(management)) {
            return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .read()
                    .body();
        } catch (IOException e) {
            return e.toString();
        }
    }

    void awaitReady() {
        await("/readyz", "ok");
    }

    void await(String path, String text) {
        await(path + " says " + text, () -> get(path).contains(text));
    }

    void awaitDecision(String namespace, String decision) {
        await(decision + " in " + namespace, () -> decision(namespace).equals(decision));
    }

    private void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE;
        while (!holds.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("not so: %s%n%s".formatted(what, said()));
            }
            pause();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String said() {
        return String.join("\n", said);
    }

    /** How many reviews were answered with each status so far; 0 is none. */
    Map<Integer, Integer> answers() {
        synchronized (answers) {
            return new TreeMap<>(answers);
        }
    }

    @Override
    public void close() {
        reviews.interrupt();
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
