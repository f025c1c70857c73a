package dev.probebypass.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.Reason;
import dev.probebypass.certificate.SelfSigned;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.UnreadableInputException;
import dev.probebypass.report.AskedPods;
import dev.probebypass.report.Explainer;
import dev.probebypass.report.Explanation;
import dev.probebypass.server.ListenAddress;
import dev.probebypass.server.TestSettings;
import dev.probebypass.settings.ServeSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FirstReviewsTest {

    /** As in a cluster, where it names the Service and not the address that the warm-up calls. */
    private static final ServerCertificate CERTIFICATE = new SelfSigned(Clock.systemUTC(), new SecureRandom())
            .forHosts(List.of("probe-bypass.probe-bypass.svc"), Duration.ofHours(1));

    @Test
    void areAnswered() {
        ServeSettings settings = LocalSettings.of(Map.of());

        assertThatNoException()
                .isThrownBy(() -> new FirstReviews(
                                settings, TestSettings.at(new ListenAddress("127.0.0.1", 0)), CERTIFICATE)
                        .send());
    }

    @Test
    void areOfAPodThatGetsAPatchAndWarnings() throws Exception {
        try (InputStream review =
                Objects.requireNonNull(FirstReviews.class.getResourceAsStream("warm-up-review.json"))) {
            String pod = new String(review.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .dropWhile(line -> !line.contains("\"object\""))
                    .takeWhile(line -> !line.contains("\"oldObject\""))
                    .reduce("", String::concat)
                    .strip();
            String bare = pod.substring(pod.indexOf('{'), pod.length() - 1);

            Explanation explained = explained(bare);

            assertThat(explained.source().place()).startsWith("shop/checkout-6d8f9c7b5d-");
            assertThat(explained.isPatched()).isTrue();
            assertThat(explained.plan().ports())
                    .extracting(PortDecision::reason)
                    .contains(Reason.NO_SERVICE);
            assertThat(explained.warnings()).isNotEmpty();
        }
    }

    private static Explanation explained(String pod) throws UnreadableInputException {
        Manifests manifests =
                Manifests.read(List.of("-"), new ByteArrayInputStream(pod.getBytes(StandardCharsets.UTF_8)), "default");
        return new Explainer(
                        AssumedCluster.of(List.of(), LocalSettings.of(Map.of()).cluster()),
                        Options.DEFAULT,
                        AskedPods.assumed(List.of()),
                        List.of(),
                        "default")
                .explain(manifests.pods().getFirst());
    }
}
