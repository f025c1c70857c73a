package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

    private final AtomicBoolean synced = new AtomicBoolean();
    private final AtomicBoolean warm = new AtomicBoolean();
    private final Telemetry telemetry = Telemetry.forVersion("1.2.3");
    private final ManagementServer server = ManagementServer.start(
            new ListenAddress("127.0.0.1", 0),
            TestSettings.LIMITS,
            Readiness.all(
                    Readiness.when(synced::get, "the Services have not been read yet"),
                    Readiness.when(warm::get, "not warm")),
            telemetry);

    @AfterEach
    void stop() {
        server.close();
        telemetry.close();
    }

    @Test
    void isAliveBeforeItIsReady() throws IOException {
        assertThat(get("/healthz")).satisfies(response -> {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("ok\n");
        });
    }

    @Test
    void saysWhatReadinessStillLacks() throws IOException {
        RawClient.Response nothing = get("/readyz");
        synced.set(true);
        RawClient.Response half = get("/readyz");
        warm.set(true);
        RawClient.Response ready = get("/readyz");

        assertThat(nothing.status()).isEqualTo(503);
        assertThat(nothing.body()).isEqualTo("the Services have not been read yet\nnot warm\n");
        assertThat(half.status()).isEqualTo(503);
        assertThat(half.body()).isEqualTo("not warm\n");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("ok\n");
    }

    @Test
    void showsMetricsAsPrometheusReadsThem() throws IOException {
        RawClient.Response response = get("/metrics");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", "text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).contains("# TYPE jvm_memory_used_bytes gauge", "version=\"1.2.3\"");
    }

    @Test
    void hasNothingElse() throws IOException {
        assertThat(get("/mutate").status()).isEqualTo(404);
        assertThat(get("/").body()).isEqualTo("GET /healthz, /readyz and /metrics are answered here.\n");
    }

    /** As many as whoever reaches the port cares to make. */
    @Test
    void answersTheKubeletWhileStrangersHoldConnections() throws IOException {
        List<RawClient> strangers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            strangers.add(RawClient.plain(server.port()).send("GET /healthz HTTP/1.1\r\n"));
        }

        assertThat(get("/healthz").status()).isEqualTo(200);
        assertThat(get("/metrics").body())
                .containsPattern("probe_bypass_connections\\{port=\"management\"} 6[0-4]\\.0");

        for (RawClient stranger : strangers) {
            stranger.close();
        }
    }

    private RawClient.Response get(String path) throws IOException {
        try (RawClient client = RawClient.plain(server.port())) {
            return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .read();
        }
    }
}
