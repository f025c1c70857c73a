package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.certificate.AuthorityRotation.Servers;
import dev.probebypass.certificate.AuthorityRotation.Trust;
import dev.probebypass.certificate.AuthorityState.Announced;
import dev.probebypass.certificate.AuthorityState.Retired;
import dev.probebypass.testing.SettableClock;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthorityRotationTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration LEAF = Duration.ofDays(7);
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<X509Certificate> NOBODY = List.of();

    private final SettableClock clock = new SettableClock();
    private final AuthorityRotation rotation =
            new AuthorityRotation(new RotationPolicy(YEAR, LEAF, WAIT), new SecureRandom());

    @Test
    void theFirstAuthorityIsMadeButNotYetTheOneThatSigns() {
        AuthorityState first = next(AuthorityState.EMPTY, NOBODY);

        assertThat(first.current()).isEmpty();
        assertThat(first.next()).map(Announced::inBundleSince).contains(Optional.empty());
        assertThat(first.bundle()).hasSize(1);
    }

    @Test
    void theTimeIsNotedWhenTheBundleHasIt() {
        AuthorityState first = next(AuthorityState.EMPTY, NOBODY);
        clock.advance(HOUR);

        AuthorityState announced = next(first, first.bundle());

        assertThat(announced.next()).flatMap(Announced::inBundleSince).contains(clock.instant());
    }

    @Test
    void itSignsAfterTheWaitAndNotASecondBefore() {
        AuthorityState announced = announced();

        clock.advance(WAIT.minusSeconds(1));
        AuthorityState early = next(announced, announced.bundle());
        clock.advance(Duration.ofSeconds(1));
        AuthorityState settled = next(announced, announced.bundle());

        assertThat(early).isEqualTo(announced);
        assertThat(settled.current()).isEqualTo(announced.next().map(Announced::authority));
        assertThat(settled.next()).isEmpty();
        assertThat(settled.retired()).isEmpty();
    }

    @Test
    void itSignsAtOnceWhereNobodyServes() {
        AuthorityState announced = announced();

        AuthorityState settled = rotation.next(
                announced, clock.instant(), new Trust(announced.bundle(), announced.bundle(), Servers.NONE));

        assertThat(settled.current()).isEqualTo(announced.next().map(Announced::authority));
    }

    @Test
    void anAuthorityThatSignsIsNotReplacedSoonerForThat() {
        AuthorityState settled = settled();
        clock.advance(YEAR.multipliedBy(3).dividedBy(4));
        AuthorityState both = next(next(settled, settled.bundle()), NOBODY);
        Trust nobodyServes = new Trust(both.bundle(), both.bundle(), Servers.NONE);

        assertThat(rotation.next(both, clock.instant(), nobodyServes).current()).isEqualTo(settled.current());
    }

    @Test
    void whomOneConfigurationTrustsIsKeptAndAnAuthorityThatOneLacksDoesNotSign() {
        X509Certificate lost = settled().bundle().getFirst();
        AuthorityState made =
                rotation.next(AuthorityState.EMPTY, clock.instant(), new Trust(NOBODY, List.of(lost), Servers.NONE));
        AuthorityState waiting = rotation.next(made, clock.instant(), new Trust(NOBODY, made.bundle(), Servers.NONE));

        assertThat(made.retired()).extracting(Retired::certificate).containsExactly(lost);
        assertThat(waiting.current()).isEmpty();
    }

    @Test
    void itDoesNotSignWhileSomebodyKeepsItOutOfTheBundle() {
        AuthorityState announced = announced();
        clock.advance(WAIT.multipliedBy(10));

        assertThat(next(announced, NOBODY).current()).isEmpty();
        assertThat(next(announced, announced.bundle()).current()).isPresent();
    }

    @Test
    void nothingChangesWhileTheAuthorityIsYoung() {
        AuthorityState settled = settled();
        clock.advance(YEAR.multipliedBy(2).dividedBy(3).minus(HOUR));

        assertThat(next(settled, settled.bundle())).isEqualTo(settled);
        assertThat(next(settled, NOBODY)).isEqualTo(settled);
    }

    @Test
    void afterTwoThirdsAnotherStandsBesideIt() {
        AuthorityState settled = settled();
        clock.advance(YEAR.multipliedBy(2).dividedBy(3));

        AuthorityState both = next(settled, settled.bundle());

        assertThat(both.current()).isEqualTo(settled.current());
        assertThat(both.next()).isPresent();
        assertThat(both.bundle()).hasSize(2).containsAll(settled.bundle());
    }

    @Test
    void theOldOneStaysInTheBundleUntilItsLastCertificateHasEnded() {
        AuthorityState old = settled();
        AuthorityState rotated = rotated(old);

        clock.advance(LEAF);
        AuthorityState weekLater = next(rotated, rotated.bundle());
        clock.advance(HOUR);
        AuthorityState after = next(rotated, rotated.bundle());

        assertThat(rotated.current()).isNotEqualTo(old.current());
        assertThat(weekLater.bundle()).hasSize(2).containsAll(old.bundle());
        assertThat(after.bundle()).hasSize(1).doesNotContainAnyElementsOf(old.bundle());
    }

    @Test
    void whoeverComesSecondGoesOnWithWhatTheFirstHasMade() {
        AuthorityState ofOne = next(AuthorityState.EMPTY, NOBODY);
        AuthorityState ofTheOther = next(AuthorityState.EMPTY, NOBODY);

        assertThat(ofOne).isNotEqualTo(ofTheOther);
        assertThat(next(ofOne, NOBODY)).isEqualTo(ofOne);
        assertThat(next(ofOne, ofTheOther.bundle()).next()).isEqualTo(ofOne.next());
    }

    @Test
    void aClockThatJumpsAheadOfTheAuthoritysEndGetsAnotherAtOnce() {
        AuthorityState settled = settled();
        clock.advance(YEAR.multipliedBy(2));

        AuthorityState renewed = next(settled, settled.bundle());

        assertThat(renewed.current()).isEmpty();
        assertThat(renewed.next()).isPresent();
        assertThat(renewed.bundle()).hasSize(1).doesNotContainAnyElementsOf(settled.bundle());
    }

    @Test
    void aClockThatIsSetBackMakesTheWaitBeginAnew() {
        AuthorityState announced = announced();
        clock.advance(HOUR.negated().plusMinutes(1));

        AuthorityState again = next(announced, announced.bundle());

        assertThat(again.next()).flatMap(Announced::inBundleSince).contains(clock.instant());
        assertThat(again.next().map(Announced::authority))
                .isEqualTo(announced.next().map(Announced::authority));
    }

    @Test
    void aClockThatIsSetBackToBeforeTheAuthorityGetsAnotherAndStillTrustsTheOne() {
        AuthorityState settled = settled();
        clock.advance(YEAR.negated());

        AuthorityState other = next(settled, settled.bundle());

        assertThat(other.current()).isEmpty();
        assertThat(other.next()).isPresent();
        assertThat(other.bundle()).hasSize(2).containsAll(settled.bundle());
    }

    @Test
    void weeksOfSleepAfterTheAnnouncementAreAWaitToo() {
        AuthorityState announced = announced();
        clock.advance(Duration.ofDays(30));

        assertThat(next(announced, announced.bundle()).current()).isPresent();
    }

    @Test
    void anAnnouncedAuthorityThatEndedInItsSleepIsReplaced() {
        AuthorityState announced = announced();
        clock.advance(YEAR);

        AuthorityState after = next(announced, announced.bundle());

        assertThat(after.current()).isEmpty();
        assertThat(after.next().map(Announced::authority))
                .isPresent()
                .isNotEqualTo(announced.next().map(Announced::authority));
    }

    @Test
    void whoeverIsTrustedWhenTheSecretIsLostStaysTrustedAsLongAsItsCertificatesMayLast() {
        AuthorityState lost = settled();

        AuthorityState anew = next(AuthorityState.EMPTY, lost.bundle());

        assertThat(anew.next()).isPresent();
        assertThat(anew.retired())
                .containsExactly(new Retired(
                        lost.bundle().getFirst(), clock.instant().plus(LEAF).plus(HOUR)));
    }

    @Test
    void whatEndsEarlierIsTrustedNoLongerThanThat() {
        Instant end = clock.instant().plus(Duration.ofDays(1));
        X509Certificate brief = authority(end).certificate();

        assertThat(next(AuthorityState.EMPTY, List.of(brief)).retired()).containsExactly(new Retired(brief, end));
    }

    @Test
    void howeverOftenTheSecretIsLostTheBundleStaysSmall() {
        List<X509Certificate> inPlace = NOBODY;
        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofMinutes(1));
            inPlace = next(AuthorityState.EMPTY, inPlace).bundle();
        }

        assertThat(inPlace).hasSize(9);
    }

    @Test
    void theSameStateAtTheSameTimeIsLeftAsItIs() {
        AuthorityState rotated = rotated(settled());

        assertThat(next(rotated, rotated.bundle())).isEqualTo(rotated);
    }

    @Test
    void saysWhenItsNextStepIsDue() {
        AuthorityState announced = announced();
        AuthorityState settled = settled();

        assertThat(rotation.untilNextStep(announced, clock.instant())).isLessThanOrEqualTo(WAIT);
        assertThat(rotation.untilNextStep(settled, clock.instant()))
                .isBetween(
                        YEAR.multipliedBy(2).dividedBy(3).minus(HOUR),
                        YEAR.multipliedBy(2).dividedBy(3));
        assertThat(rotation.untilNextStep(AuthorityState.EMPTY, clock.instant()))
                .isZero();
    }

    private AuthorityState next(AuthorityState state, List<X509Certificate> inPlace) {
        return rotation.next(state, clock.instant(), Trust.of(inPlace));
    }

    private AuthorityState announced() {
        AuthorityState first = next(AuthorityState.EMPTY, NOBODY);
        return next(first, first.bundle());
    }

    private AuthorityState settled() {
        AuthorityState announced = announced();
        clock.advance(WAIT);
        return next(announced, announced.bundle());
    }

    private AuthorityState rotated(AuthorityState old) {
        clock.advance(YEAR.multipliedBy(2).dividedBy(3));
        AuthorityState both = next(old, old.bundle());
        AuthorityState announced = next(both, both.bundle());
        clock.advance(WAIT);
        return next(announced, announced.bundle());
    }

    private CertificateAuthority authority(Instant end) {
        return new CertificateIssuer(new SecureRandom()).authority(ValidityPeriod.between(clock.instant(), end));
    }
}
