package dev.probebypass.serving;

import dev.probebypass.admission.Admission;
import dev.probebypass.bypass.Planner;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.server.ServerSettings;
import dev.probebypass.server.WarmUp;
import dev.probebypass.settings.ServeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The reviews that a server warms up with: of one pod in a mesh, in a cluster that nobody has to be asked about. */
record FirstReviews(ServeSettings settings, ServerSettings server, ServerCertificate certificate) {

    private static final String REVIEW = "warm-up-review.json";

    /** Sends them, and returns when they are answered. */
    void send() throws IOException {
        Planner planner = new Planner(settings.options());
        Cluster empty = AssumedCluster.of(List.of(), settings.cluster());
        WarmUp.run(server, certificate, telemetry -> new Admission(planner, empty, telemetry), review());
    }

    private static byte[] review() throws IOException {
        try (InputStream resource = Objects.requireNonNull(FirstReviews.class.getResourceAsStream(REVIEW), REVIEW)) {
            return resource.readAllBytes();
        }
    }
}
