package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.probebypass.certificate.SelfSigned;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.server.ListenAddress;
import dev.probebypass.server.TestSettings;
import dev.probebypass.settings.ServeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FirstReviewsTest {

    /** As in a cluster, where it names the Service and not the address that the warm-up calls. */
    private static final ServerCertificate CERTIFICATE = new SelfSigned(Clock.systemUTC(), new SecureRandom())
            .forHosts(List.of("probe-bypass.probe-bypass.svc"), Duration.ofHours(1));

    @Test
    void areAnswered() {
        Session session = new Session();
        session.run("serve", "--local");
        ServeSettings settings = session.served().getFirst();

        assertThatNoException()
                .isThrownBy(() -> new FirstReviews(
                                settings, TestSettings.at(new ListenAddress("127.0.0.1", 0)), CERTIFICATE)
                        .send());
    }

    @Test
    void areOfAPodThatGetsAPatchAndWarnings() throws IOException {
        try (InputStream review =
                Objects.requireNonNull(FirstReviews.class.getResourceAsStream("warm-up-review.json"))) {
            String pod = new String(review.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .dropWhile(line -> !line.contains("\"object\""))
                    .takeWhile(line -> !line.contains("\"oldObject\""))
                    .reduce("", String::concat)
                    .strip();
            String bare = pod.substring(pod.indexOf('{'), pod.length() - 1);

            Session.Result explained = new Session().withInput(bare).run("explain", "-f", "-");

            assertThat(explained.out()).contains("shop/checkout-6d8f9c7b5d-", "patched", "PROBE_PORT", "warning:");
        }
    }
}
