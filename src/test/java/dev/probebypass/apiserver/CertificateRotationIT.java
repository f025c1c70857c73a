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
    /** Long enough for authorities to come and go. */
    private static final Duration TIME = Duration.ofMillis(Math.max(35_000, 12L * Calls.WANTED));

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

        Calls calls =
                Calls.spread(Calls.WANTED, TIME, () -> installation.answers() && installation.acceptsANewConnection());

        double leaves = one.metric(LEAF_ROTATIONS) + other.metric(LEAF_ROTATIONS);
        double authorities = one.metric(CA_ROTATIONS) + other.metric(CA_ROTATIONS);
        System.out.printf("rotation: leaves rotated %.0f, authorities rotated %.0f%n", leaves, authorities);
        assertThat(calls.of("leaf rotation every 2 s, CA rotation every 10 s").failed())
                .isZero();
        assertThat(authorities).isGreaterThanOrEqualTo(2);
        assertThat(leaves).isGreaterThanOrEqualTo(10);
        assertThat(List.of(one.readiness().status(), other.readiness().status()))
                .containsOnly(200);
    }
}
