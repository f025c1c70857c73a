package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.certificate.RotationPolicy;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class FormerLeaseTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG_AGO = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesClient client;

    @Test
    void oneThatOurDeploymentOwnsAndNobodyRenewsGoes() {
        String uid = deployment("bypass-probe-bypass");
        lease(uid, LONG_AGO);

        clean("bypass-probe-bypass");

        assertThat(isThere()).isFalse();
    }

    @Test
    void oneThatSomebodyRenewsStays() {
        String uid = deployment("bypass-probe-bypass");
        lease(uid, Duration.ofSeconds(10));

        clean("bypass-probe-bypass");

        assertThat(isThere()).isTrue();
    }

    @Test
    void oneOfAnotherDeploymentStays() {
        deployment("bypass-probe-bypass");
        lease("another", LONG_AGO);

        clean("bypass-probe-bypass");

        assertThat(isThere()).isTrue();
    }

    @Test
    void oneThatIsInUseUnderThatNameStays() {
        String uid = deployment("probe-bypass");
        lease(uid, LONG_AGO);

        clean("probe-bypass");

        assertThat(isThere()).isTrue();
    }

    private void clean(String deployment) {
        OperatorSettings settings = new OperatorSettings(
                new KeptNames("configuration", "service", Optional.empty(), "secret"),
                "namespace",
                deployment,
                "identity",
                new RotationPolicy(Duration.ofDays(365), Duration.ofDays(7), Duration.ofSeconds(60)),
                _ -> new ServerArguments.Unknown());
        try (Telemetry telemetry = Telemetry.forVersion("test")) {
            new FormerLease(
                            new OperatorClient(client, settings),
                            InstantSource.fixed(NOW),
                            new FailureLog(telemetry, "it can't be deleted", "it can"))
                    .clean();
            assertThat(telemetry.scrape()).contains("probe_bypass_errors_total{kind=\"operator\"} 0.0");
        }
    }

    private String deployment(String name) {
        return client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace("namespace")
                        .withName(name)
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getUid();
    }

    private void lease(String owner, Duration renewed) {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace("namespace")
                        .withName("probe-bypass")
                        .addNewOwnerReference()
                        .withApiVersion("apps/v1")
                        .withKind("Deployment")
                        .withName("whoever")
                        .withUid(owner)
                        .endOwnerReference()
                        .endMetadata()
                        .withNewSpec()
                        .withRenewTime(NOW.minus(renewed).atZone(ZoneOffset.UTC))
                        .endSpec()
                        .build())
                .create();
    }

    private boolean isThere() {
        return client.leases().inNamespace("namespace").withName("probe-bypass").get() != null;
    }
}
