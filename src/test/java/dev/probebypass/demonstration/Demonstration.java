package dev.probebypass.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The README's first command: starts the packaged server without a cluster, sends it an AdmissionReview for each example
 * workload, prints what comes back, and stops it.
 */
public final class Demonstration {

    private static final int WIDTH = 84;
    private static final Path EXAMPLES = Path.of("deploy", "examples");

    private Demonstration() {}

    /** Ends with 1 if the server does not answer as it should. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Workload> workloads = Workload.in(EXAMPLES);
        int patched = 0;
        try (LocalServer server = LocalServer.start()) {
            System.out.printf("The server runs without a cluster. It answers on %s.%n", server.url());
            System.out.println("No Service can tell it that 8080 carries application traffic, so a setting does.");
            for (Workload workload : workloads) {
                JsonNode response = server.review(workload);
                show(workload, response);
                patched += response.has("patch") ? 1 : 0;
            }
        }
        System.out.println();
        System.out.printf(
                "%d workloads, %d patched, none refused. The server has stopped.%n", workloads.size(), patched);
        System.out.println("With the Services and the Namespace beside them, and in a table:");
        System.out.println("  java -jar target/probe-bypass.jar explain -f deploy/examples");
        if (patched == 0) {
            throw new IllegalStateException("no workload was patched");
        }
    }

    private static void show(Workload workload, JsonNode response) throws IOException {
        System.out.println();
        System.out.printf("%s %s%n", workload.kind(), workload.name());
        line("decision", response.path("auditAnnotations").path("decision").asText());
        for (JsonNode warning : response.path("warnings")) {
            line("warning", warning.asText());
        }
        if (response.has("patch")) {
            for (JsonNode operation :
                    Workload.JSON.readTree(response.path("patch").binaryValue())) {
                line(
                        "patch",
                        operation.path("op").asText() + " "
                                + operation.path("path").asText());
                line("", operation.path("value").toString().replace(",\"", ", \""));
            }
        } else {
            line("patch", "none: the pod is created as it is");
        }
    }

    /** Writes a text beside its label, in lines that fit a terminal. */
    private static void line(String label, String text) {
        String wrapped =
                text.replaceAll("(.{1,%d})( +|$)".formatted(WIDTH), "$1\n").strip();
        System.out.printf("  %-9s %s%n", label, wrapped.replace("\n", "\n            "));
    }
}
