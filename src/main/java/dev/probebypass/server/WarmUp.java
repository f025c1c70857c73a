package dev.probebypass.server;

import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Deadline;
import dev.probebypass.admission.Reviewer;
import dev.probebypass.admission.Ticker;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Has some reviews answered before the API server sends the first, which would otherwise wait until the classes are loaded
 * and the first of them compiled. They go through the same code and TLS, but to a server of their own: on a loopback port
 * that is closed again, and with a telemetry that nobody reads. So none of them can be taken for a real one, and the real
 * server needs no way in for them.
 */
public final class WarmUp {

    private static final int IN_PROCESS = 20;
    private static final int CONNECTIONS = 4;
    private static final int PER_CONNECTION = 5;

    /** A machine that is so slow has other worries. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private WarmUp() {}

    /**
     * Warms up.
     *
     * @param settings of the real server, of which all but the address are used
     * @param certificate to show and to trust, whatever becomes of it meanwhile
     * @param reviewer made for a telemetry
     * @param review an AdmissionReview
     * @throws IOException when one is not answered with 200
     */
    public static void run(
            ServerSettings settings,
            ServerCertificate certificate,
            Function<Telemetry, Reviewer> reviewer,
            byte[] review)
            throws IOException {
        Deadline end = Deadline.in(LONGEST, Ticker.SYSTEM);
        try (Telemetry unheard = Telemetry.unheard();
                WebhookServer server = WebhookServer.start(
                        settings.onLoopback(), () -> certificate, reviewer.apply(unheard), unheard)) {
            inProcess(reviewer.apply(unheard), review);
            for (int i = 0; i < CONNECTIONS && !end.hasPassed(); i++) {
                overTls(server.port(), certificate, review);
            }
        }
    }

    private static void inProcess(Reviewer reviewer, byte[] review) throws IOException {
        for (int i = 0; i < IN_PROCESS; i++) {
            Answer answer = reviewer.review(review, review.length, Deadline.in(LONGEST, Ticker.SYSTEM));
            requireOk(answer.status());
        }
    }

    private static void overTls(int port, ServerCertificate certificate, byte[] review) throws IOException {
        try (WarmUpClient client = WarmUpClient.connect(port, certificate)) {
            for (int i = 0; i < PER_CONNECTION; i++) {
                requireOk(client.send(review));
            }
        }
    }

    private static void requireOk(int status) throws IOException {
        if (status != 200) {
            throw new IOException("a review was answered with " + status);
        }
    }
}
