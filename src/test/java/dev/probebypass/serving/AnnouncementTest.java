package dev.probebypass.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

    @Test
    void saysHowToCallAServerWithoutACluster() {
        Announcement announcement =
                new Announcement(LocalSettings.of(Map.of()), 4443, 8081, Optional.of(Path.of("/tmp/a.crt")));

        assertThat(announcement.text("1.2.3")).isEqualTo("""
                probe-bypass 1.2.3 answers on https://127.0.0.1:4443/mutate; health and metrics on http://127.0.0.1:8081
                It has no cluster: it knows no Services and no Namespaces, and so it takes a pod for meshed
                only by the pod's own labels, or with --mesh=istio.
                It is assumed that Istio does not rewrite probes, captures every port and excludes none; the
                --istio-… settings change that. Istio's own default is to rewrite probes:
                --istio-rewrite-probes=true shows that.
                Certificate: /tmp/a.crt
                Send it an AdmissionReview:
                  curl --cacert /tmp/a.crt -H 'Content-Type: application/json' \\
                    --data-binary @review.json https://127.0.0.1:4443/mutate
                """);
    }

    @Test
    void assumesNothingOfIstioThatWasSaid() {
        Announcement announcement = new Announcement(
                LocalSettings.of(Map.of("--istio-rewrite-probes", "true")), 4443, 8081, Optional.empty());

        assertThat(announcement.text("1.2.3")).contains("has no cluster").doesNotContain("assumed", "curl");
    }
}
