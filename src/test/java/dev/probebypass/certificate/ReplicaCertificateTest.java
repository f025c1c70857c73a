package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.certificate.AuthorityState.Announced;
import dev.probebypass.certificate.AuthorityState.Retired;
import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.SettableClock;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicaCertificateTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DUE = WEEK.multipliedBy(2).dividedBy(3);

    private final SettableClock clock = new SettableClock();
    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final CertificateIssuer issuer = new CertificateIssuer(new SecureRandom());
    private final ReplicaCertificate own = ReplicaCertificate.of(
            ReplicaCertificate.Plan.forService("webhook", "mesh", WEEK), clock, new SecureRandom(), telemetry);
    private final CertificateAuthority one = authority(Duration.ofDays(365));
    private final CertificateAuthority other = authority(Duration.ofDays(365));

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void isCalledAsTheServiceIs() throws Exception {
        own.learn(signing(one));

        assertThat(own.get().leaf().getSubjectAlternativeNames())
                .extracting(name -> name.get(1))
                .asString()
                .isEqualTo("[webhook, webhook.mesh, webhook.mesh.svc, webhook.mesh.svc.cluster.local]");
    }

    @Test
    void isCalledAsItsUrlIsToo() {
        ReplicaCertificate.Plan plan = ReplicaCertificate.Plan.forService("webhook", "mesh", WEEK)
                .and(List.of("10.0.0.1", "webhook.mesh.svc", "webhook.example.com"));

        assertThat(plan.hosts())
                .containsExactly(
                        "webhook",
                        "webhook.mesh",
                        "webhook.mesh.svc",
                        "webhook.mesh.svc.cluster.local",
                        "10.0.0.1",
                        "webhook.example.com");
    }

    @Test
    void vouchesForItselfAndIsNotReadyBeforeAnAuthorityIsKnown() {
        X509Certificate placeholder = own.get().leaf();

        assertThat(placeholder.getIssuerX500Principal()).isEqualTo(placeholder.getSubjectX500Principal());
        assertThat(own.unmet())
                .containsExactly(
                        "certificate: no authority signs yet: the Secret or the webhook configuration is missing, or nobody leads");
        assertThat(own.end()).isEmpty();
        assertThat(own.authorityEnd()).isEmpty();
    }

    @Test
    void isReadyOnceTheBundleHasCoveredItAndStaysSo() {
        own.learn(signing(one));
        List<String> uncovered = own.unmet();
        own.see(List.of(one.certificate()));
        List<String> covered = own.unmet();
        own.see(List.of());

        assertThat(uncovered)
                .containsExactly("certificate: the webhook configuration's caBundle does not cover it yet");
        assertThat(covered).isEmpty();
        assertThat(own.unmet()).isEmpty();
        assertThat(own.isBundleInSync()).isFalse();
    }

    @Test
    void theVeryFirstAuthorityServesWithoutAWait() {
        own.learn(announcing(Optional.empty(), one));
        own.see(List.of(one.certificate()));

        assertThat(signedBy(one)).isTrue();
        assertThat(own.unmet()).isEmpty();
    }

    @Test
    void whoStartsAnewAfterTheSecretWasLostIsNotReadyBeforeTheWaitIsOver() {
        Retired lost = new Retired(other.certificate(), clock.instant().plus(WEEK));
        own.see(List.of(one.certificate(), other.certificate()));

        own.learn(
                new AuthorityState(Optional.empty(), Optional.of(new Announced(one, Optional.empty())), List.of(lost)));
        List<String> during = own.unmet();
        own.learn(new AuthorityState(Optional.of(one), Optional.empty(), List.of(lost)));

        assertThat(during).hasSize(1);
        assertThat(own.unmet()).isEmpty();
    }

    @Test
    void staysWithTheCurrentAuthorityWhileAnotherIsAnnouncedAndFollowsWhenItSigns() {
        own.learn(signing(one));
        X509Certificate first = own.get().leaf();

        own.learn(announcing(Optional.of(one), other));
        X509Certificate announced = own.get().leaf();
        own.learn(signing(other));

        assertThat(announced).isEqualTo(first);
        assertThat(signedBy(other)).isTrue();
    }

    @Test
    void keepsServingTheOldOneUntilAnotherSignsWhenTheSecretWasLost() {
        own.learn(signing(one));
        X509Certificate before = own.get().leaf();

        own.learn(new AuthorityState(
                Optional.empty(),
                Optional.of(new Announced(other, Optional.empty())),
                List.of(new Retired(one.certificate(), clock.instant().plus(WEEK)))));
        clock.advance(DUE);

        assertThat(own.get().leaf()).isEqualTo(before);
    }

    @Test
    void takesTheAnnouncedOneAtOnceWhenNobodyTrustsTheOldOneAnyMore() {
        own.learn(signing(one));

        own.learn(announcing(Optional.empty(), other));

        assertThat(signedBy(other)).isTrue();
    }

    @Test
    void takesTheAnnouncedOneWhenItsOwnHasEnded() {
        own.learn(signing(one));
        own.learn(new AuthorityState(
                Optional.empty(),
                Optional.of(new Announced(other, Optional.empty())),
                List.of(new Retired(one.certificate(), clock.instant().plus(WEEK)))));
        clock.advance(WEEK);

        assertThat(signedBy(other)).isTrue();
    }

    @Test
    void isRenewedAfterTwoThirdsByWhoeverAsks() {
        telemetry.certificates().show(CertificateKind.LEAF, own::end);
        own.learn(signing(one));
        X509Certificate first = own.get().leaf();

        clock.advance(DUE.minusSeconds(1));
        X509Certificate early = own.get().leaf();
        clock.advance(Duration.ofSeconds(1));
        X509Certificate due = own.get().leaf();

        assertThat(early).isEqualTo(first);
        assertThat(due).isNotEqualTo(first);
        assertThat(own.end()).contains(clock.instant().plus(WEEK));
        assertThat(telemetry.scrape()).contains("probe_bypass_certificate_rotations_total{kind=\"leaf\"} 1.0\n");
    }

    @Test
    void isNeverOneThatHasEndedHoweverTheClockJumps() {
        own.learn(signing(one));

        for (Duration jump :
                List.of(Duration.ofDays(30), Duration.ofDays(-20), Duration.ofHours(1), Duration.ofDays(-10), WEEK)) {
            clock.advance(jump);
            assertThat(ValidityPeriod.of(own.get().leaf()).holdsAt(clock.instant()))
                    .isTrue();
        }
    }

    @Test
    void doesNotOutliveItsAuthority() {
        CertificateAuthority brief = authority(Duration.ofDays(2));

        own.learn(signing(brief));

        assertThat(own.end())
                .isEqualTo(own.authorityEnd())
                .contains(clock.instant().plus(Duration.ofDays(2)));
    }

    @Test
    void keepsWhatItHasWhenTheAuthorityHasEndedAndThereIsNoOther() {
        own.learn(signing(one));
        X509Certificate last = own.get().leaf();
        clock.advance(Duration.ofDays(400));

        assertThat(own.get().leaf()).isEqualTo(last);
        assertThat(own.authorityEnd()).isEmpty();
    }

    private boolean signedBy(CertificateAuthority authority) {
        return own.get()
                .leaf()
                .getIssuerX500Principal()
                .equals(authority.certificate().getSubjectX500Principal());
    }

    private CertificateAuthority authority(Duration life) {
        return issuer.authority(
                ValidityPeriod.between(clock.instant(), clock.instant().plus(life)));
    }

    private static AuthorityState signing(CertificateAuthority authority) {
        return new AuthorityState(Optional.of(authority), Optional.empty(), List.of());
    }

    private static AuthorityState announcing(Optional<CertificateAuthority> current, CertificateAuthority next) {
        return new AuthorityState(current, Optional.of(new Announced(next, Optional.empty())), List.of());
    }
}
