package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An earlier version that becomes this one by Helm, and again the earlier one, under a load that tolerates no failure. */
@Tag("nightly")
@ExtendWith(SharedControlPlane.class)
final class EarlierVersionIT {

    private final ControlPlane controlPlane;
    private final Version earlier = Version.earlier();

    EarlierVersionIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @ParameterizedTest
    @EnumSource
    void becomesThisOneAndComesBackWithoutAFailedCall(Helm helm) {
        try (Release release = Release.install(earlier, helm, controlPlane)) {
            Product first = release.start();
            release.awaitAnswers();
            String authority = release.awaitAuthority();
            String caBundle = release.caBundle();

            Calls upgrade = Calls.during(
                            () -> {
                                release.upgrade(Version.current());
                                release.start();
                                first.stop();
                            },
                            release::answers)
                    .upToWanted(release::answers);
            assertThat(release.authority()).isEqualTo(authority);
            assertThat(release.caBundle()).isEqualTo(caBundle);

            Product second = release.newest();
            Calls rollback = Calls.during(
                            () -> {
                                release.rollBack();
                                release.start();
                                second.stop();
                            },
                            release::answers)
                    .upToWanted(release::answers);
            assertThat(release.authority()).isEqualTo(authority);
            assertThat(release.caBundle()).isEqualTo(caBundle);

            String versions =
                    "%s to %s".formatted(earlier.name(), Version.current().name());
            assertThat(upgrade.of("helm upgrade from %s, %s".formatted(versions, helm))
                            .failed())
                    .isZero();
            assertThat(rollback.of("helm rollback of it, %s".formatted(helm)).failed())
                    .isZero();
            assertThat(release.strangers())
                    .filteredOn(stranger -> stranger.startsWith("Lease "))
                    .containsExactly("Lease probe-bypass of [Deployment probe-bypass]");
        }
    }
}
