package dev.probebypass.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.testing.Trust;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server in a process of its own, called as its own announcement says. */
record LocalServer(Process process, URI url, HttpClient client) implements AutoCloseable {

    private static final Path JAR = Path.of("target", "probe-bypass.jar");
    private static final Pattern URL = Pattern.compile("https://\\S+/mutate");
    private static final Pattern CERTIFICATE = Pattern.compile("Certificate: (\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static LocalServer start() throws IOException {
        Process process = new ProcessBuilder(command())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // The reader stays open with the process: whoever closes it ends what the server can say.
        BufferedReader announcement = process.inputReader();
        URI url = URI.create(find(announcement, URL));
        Path certificate = Path.of(find(announcement, CERTIFICATE));
        HttpClient client = HttpClient.newBuilder()
                .sslContext(Trust.inPem(certificate))
                .connectTimeout(PATIENCE)
                .build();
        return new LocalServer(process, url, client);
    }

    private static List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-jar",
                JAR.toString(),
                "serve",
                "--local",
                "--port=0",
                "--management-port=0",
                "--mesh=istio",
                "--application-ports=8080",
                "--istio-rewrite-probes=false",
                "--log-level=warn");
    }

    private static String find(BufferedReader lines, Pattern pattern) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher.group(matcher.groupCount());
            }
        }
        throw new IOException("the server ended before it said where it listens");
    }

    /** The response to a review, which must be one that allows the pod. */
    JsonNode review(Workload workload) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(workload.review()))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        JsonNode response = Workload.JSON.readTree(answer.body()).path("response");
        if (answer.statusCode() != 200 || !response.path("allowed").asBoolean()) {
            throw new IOException(
                    "%s %s got %d: %s".formatted(workload.kind(), workload.name(), answer.statusCode(), answer.body()));
        }
        return response;
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopWaiting) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
