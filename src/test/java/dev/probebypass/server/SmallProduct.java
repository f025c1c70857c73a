package dev.probebypass.server;

import dev.probebypass.testing.Trust;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** The product without a cluster, with the heap of the image's small profile: it ends when its heap is full. */
final class SmallProduct implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("https://127\\.0\\.0\\.1:([0-9]+)/mutate");
    private static final String CERTIFICATE = "Certificate: ";
    private static final Path OPTIONS = Path.of("deploy", "image", "small.options");

    private final Process process;
    private final Path log;
    private final int port;
    private final SSLContext trust;

    /** A product that answers. */
    SmallProduct() throws IOException, GeneralSecurityException {
        log = Files.createTempFile("small-product", ".log");
        process = start(log);
        BufferedReader said = process.inputReader();
        int found = 0;
        Path certificate = Path.of("");
        for (String line = said.readLine();
                line != null && certificate.toString().isEmpty();
                line = said.readLine()) {
            Matcher address = PORT.matcher(line);
            found = address.find() ? Integer.parseInt(address.group(1)) : found;
            certificate = line.startsWith(CERTIFICATE) ? Path.of(line.substring(CERTIFICATE.length())) : certificate;
        }
        port = found;
        trust = Trust.inPem(certificate);
        var _ = CompletableFuture.runAsync(() -> said.lines().forEach(line -> {}));
    }

    private static Process start(Path log) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        Files.readAllLines(OPTIONS).stream()
                .filter(line -> line.startsWith("-X") && !line.contains("AOTCache"))
                .forEach(command::add);
        command.addAll(
                List.of("-jar", "target/probe-bypass.jar", "serve", "--local", "--port=0", "--management-port=0"));
        return new ProcessBuilder(command).redirectError(log.toFile()).start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has logged so far. */
    String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** Its answer, empty if it closed the connection while the body was still being sent, so that the answer was lost. */
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

    @Override
    public void close() throws IOException {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
        Files.delete(log);
    }
}
