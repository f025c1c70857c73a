package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.SettableClock;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two servers, one who rotates, and an API server that learns of everything late: for years, on one clock. */
class YearsOfRotationTest {

    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration LATE = WAIT.minusSeconds(1);

    private final SettableClock clock = new SettableClock();
    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final AuthorityRotation rotation = new AuthorityRotation(
            new RotationPolicy(Duration.ofDays(365), Duration.ofDays(7), WAIT), new SecureRandom());
    private final List<ReplicaCertificate> servers = List.of(server(), server());

    private AuthorityState state = AuthorityState.EMPTY;
    private List<X509Certificate> inPlace = List.of();
    private List<X509Certificate> seen = List.of();

    @AfterEach
    void close() {
        telemetry.close();
    }

    static Stream<Arguments> strides() {
        return Stream.of(
                Arguments.of(Duration.ofHours(7), 4_000),
                Arguments.of(Duration.ofDays(3), 600),
                Arguments.of(Duration.ofDays(40), 60),
                Arguments.of(Duration.ofDays(400), 10),
                Arguments.of(Duration.ofMinutes(-50), 20));
    }

    @ParameterizedTest
    @MethodSource("strides")
    void everyServerIsAcceptedAfterEveryStepAndEverySleep(Duration stride, int steps) {
        settle();

        for (int i = 0; i < steps; i++) {
            clock.advance(stride);
            settle();

            assertThat(servers).allSatisfy(this::isAccepted);
        }
        assertThat(inPlace).hasSizeLessThan(11);
    }

    @ParameterizedTest
    @MethodSource("strides")
    void noServerIsRefusedBetweenTheStepsWhileTheAuthorityLasts(Duration stride, int steps) {
        settle();

        for (int i = 0; i < steps; i++) {
            clock.advance(stride);
            for (int step = 0; step < 5; step++) {
                rotate();
                assertThat(servers)
                        .allSatisfy(server -> assertThat(seen.isEmpty() || isCovered(server) || authorityIsGone())
                                .isTrue());
                learnLate();
            }
        }
    }

    /** What would happen within minutes. */
    private void settle() {
        for (int i = 0; i < 4; i++) {
            rotate();
            learnLate();
        }
    }

    private void rotate() {
        state = rotation.next(state, clock.instant(), AuthorityRotation.Trust.of(inPlace));
        servers.forEach(server -> server.learn(state));
    }

    private void learnLate() {
        inPlace = state.bundle();
        servers.forEach(server -> server.see(inPlace));
        clock.advance(LATE);
        seen = inPlace;
        clock.advance(WAIT.minus(LATE));
    }

    private void isAccepted(ReplicaCertificate server) {
        assertThat(isCovered(server)).isTrue();
        assertThat(server.unmet()).isEmpty();
    }

    private boolean isCovered(ReplicaCertificate server) {
        X509Certificate leaf = server.get().leaf();
        return ValidityPeriod.of(leaf).holdsAt(clock.instant())
                && seen.stream()
                        .filter(authority -> ValidityPeriod.of(authority).holdsAt(clock.instant()))
                        .anyMatch(
                                authority -> authority.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()));
    }

    /** Whoever sleeps until nobody's authority holds has to begin anew. */
    private boolean authorityIsGone() {
        return seen.stream().noneMatch(authority -> ValidityPeriod.of(authority).holdsAt(clock.instant()));
    }

    private ReplicaCertificate server() {
        return ReplicaCertificate.of(
                ReplicaCertificate.Plan.forService("webhook", "mesh", Duration.ofDays(7)),
                clock,
                new SecureRandom(),
                telemetry);
    }
}
