package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas whose certificates hold for seconds, under a load that tolerates no failure. */
@ExtendWith(SharedControlPlane.class)
final class CertificateRotationIT {

    private static final String CA_ROTATIONS = "probe_bypass_certificate_rotations_total{kind=\"ca\"}";
    private static final String LEAF_ROTATIONS = "probe_bypass_certificate_rotations_total{kind=\"leaf\"}";
    private static final int CALLS = Integer.getInteger("probe-bypass.calls", 1000);
    private static final Duration EACH = Duration.ofMillis(35);

    private final ManagedInstallation installation;

    CertificateRotationIT(ControlPlane controlPlane) {
        this.installation = ManagedInstallation.in(controlPlane);
    }

    @AfterEach
    void uninstall() {
        installation.close();
    }

    @Test
    void noCallFailsWhileLeavesAreRotatedEveryTwoSecondsAndAuthoritiesEveryTen() {
        Product one = installation.start("--leaf-validity=3s", "--ca-validity=15s");
        Product other = installation.start("--leaf-validity=3s", "--ca-validity=15s");

        Calls calls = Calls.spread(
                CALLS, EACH.multipliedBy(CALLS), () -> installation.answers() && installation.acceptsANewConnection());

        double leaves = one.metric(LEAF_ROTATIONS) + other.metric(LEAF_ROTATIONS);
        double authorities = one.metric(CA_ROTATIONS) + other.metric(CA_ROTATIONS);
        System.out.printf(
                "rotation: calls %d failed %d, leaves rotated %.0f, authorities rotated %.0f%n",
                calls.made(), calls.failed(), leaves, authorities);
        assertThat(calls.failed()).isZero();
        assertThat(authorities).isGreaterThanOrEqualTo(2);
        assertThat(leaves).isGreaterThanOrEqualTo(10);
        assertThat(List.of(one.readiness().status(), other.readiness().status()))
                .containsOnly(200);
    }
}
