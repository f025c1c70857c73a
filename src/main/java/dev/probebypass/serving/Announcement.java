package dev.probebypass.serving;

import dev.probebypass.mesh.Mesh;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.report.Wrapping;
import dev.probebypass.settings.ServeSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server tells whoever started it.
 *
 * @param port of the webhook
 * @param managementPort of health and metrics
 * @param certificate that callers may trust, where the server wrote one down
 */
public record Announcement(ServeSettings settings, int port, int managementPort, Optional<Path> certificate) {

    private static final int WIDTH = 96;

    /** Lines for a terminal. */
    public String text(String version) {
        StringBuilder text = new StringBuilder(
                "probe-bypass %s answers on https://%s:%d/mutate; health and metrics on http://%s:%d\n"
                        .formatted(version, host(), port, host(), managementPort));
        if (settings.clusterMode() == ServeSettings.ClusterMode.LOCAL) {
            text.append("""
                    It has no cluster: it knows no Services and no Namespaces, and so it takes a pod for meshed
                    only by the pod's own labels, or with --mesh=%s.
                    """.formatted(Meshes.ALL.getFirst().name()));
            settings.cluster().meshes().forEach(each -> {
                if (each.getValue().values().isEmpty()) {
                    text.append(assumption(each.getKey()));
                }
            });
            certificate.ifPresent(file -> text.append(call(file)));
        }
        return text.toString();
    }

    private static String assumption(Mesh mesh) {
        String sentences = "I" + mesh.assumption().substring(1) + ".";
        return String.join("\n", Wrapping.lines(sentences, WIDTH)) + "\n";
    }

    private String call(Path file) {
        return """
                Certificate: %s
                Send it an AdmissionReview:
                  curl --cacert %s -H 'Content-Type: application/json' \\
                    --data-binary @review.json https://%s:%d/mutate
                """.formatted(file, file, host(), port);
    }

    private String host() {
        return settings.listen().host();
    }
}
