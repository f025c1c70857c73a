package dev.probebypass.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** The product as users run it: the jar in a process of its own, which says where it listens. */
final class Product implements AutoCloseable {

    private static final Pattern ANNOUNCEMENT = Pattern.compile(
            "probe-bypass \\S+ answers on (?<webhook>https://\\S+)/mutate; health and metrics on (?<management>http://\\S+)\\R");
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final CertificateAuthority authority;
    private final ServerProcess process;
    private final Path log;
    private final URI webhook;
    private final RawApi reviews;
    private final RawApi management;

    /** Where it said it listens. */
    private record Addresses(URI webhook, URI management) {}

    private Product(CertificateAuthority authority, ServerProcess process, Path log, Addresses addresses) {
        SSLContext tls = Tls.context(authority.client("api server", "tests"), authority.certificate());
        this.authority = authority;
        this.process = process;
        this.log = log;
        this.webhook = addresses.webhook();
        this.reviews = new RawApi(addresses.webhook(), tls);
        this.management = new RawApi(addresses.management(), tls);
    }

    /** Starts it on free ports, and returns when it is ready. */
    static Product start(ControlPlane controlPlane) {
        return launch(ProductCommand.in(controlPlane), controlPlane).awaitReady();
    }

    /** Starts it, and returns when it listens. */
    static Product launch(ProductCommand command, ControlPlane controlPlane) {
        return launch(command.words(), command.authority(), controlPlane);
    }

    /** Starts a command line of it, and returns when it listens. */
    static Product launch(List<String> words, CertificateAuthority authority, ControlPlane controlPlane) {
        Path log = controlPlane.logOf("probe-bypass-" + STARTED.incrementAndGet());
        ServerProcess process =
                ServerProcess.start(words, log).awaitReady(() -> announced(log).isPresent());
        return new Product(authority, process, log, announced(log).orElseThrow());
    }

    private static Optional<Addresses> announced(Path log) {
        return ANNOUNCEMENT
                .matcher(read(log))
                .results()
                .map(line -> new Addresses(URI.create(line.group("webhook")), URI.create(line.group("management"))))
                .findFirst();
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns this server once it may be sent pods. */
    Product awaitReady() {
        Eventually.holds(
                "the product is to get ready, see " + log,
                READY_LIMIT,
                () -> readiness().status() == 200);
        return this;
    }

    /** How it is made known to the API server by default. */
    Registration registration() {
        return Registration.ofProduct(port(), authority.pem());
    }

    /** Where the webhook listens. */
    int port() {
        return webhook.getPort();
    }

    RawApi.Reply readiness() {
        return management.get("/readyz");
    }

    /** The same, from one who does not wait longer. */
    RawApi.Reply readiness(Duration patience) {
        return management.get("/readyz", patience);
    }

    /** The value of a metric, by its name and labels as they are written. */
    double metric(String series) {
        return management
                .get("/metrics")
                .body()
                .asText()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + series));
    }

    /** Sends a review past the API server. */
    RawApi.Reply review(JsonNode admissionReview) {
        return reviews.post("/mutate", admissionReview);
    }

    /** What it has said so far. */
    String log() {
        return read(log);
    }

    /** Its process. */
    long pid() {
        return process.pid();
    }

    /** Asks it to end, as a kubelet would. */
    void stop() {
        process.stop();
    }

    /** Ends it without notice. */
    void kill() {
        process.close();
    }

    /** Has it do nothing more, though its connections stand, as when its node is lost. It can only be killed then. */
    void stall() {
        process.stall();
    }

    @Override
    public void close() {
        reviews.close();
        management.close();
        process.close();
    }
}
