package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.certificate.AuthorityRotation;
import dev.probebypass.certificate.AuthorityState;
import dev.probebypass.logging.LogFile;
import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaBundleReconcilerTest {

    /** A little less than two thirds of an authority's life. */
    private static final Duration ALMOST_DUE =
            Duration.ofDays(365).multipliedBy(2).dividedBy(3).minusMinutes(2);

    private static final Duration SOON = Duration.ofMillis(100);
    private static final String OLD = "earlier-name";

    private final FakeCluster cluster = new FakeCluster();
    private final ManualScheduler clock = new ManualScheduler();
    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final CaBundleReconciler reconciler = new CaBundleReconciler(
            Samples.settings(),
            new CaRotationStep(
                    new OperatorContext(cluster, Samples.settings(), clock, telemetry),
                    new AuthorityRotation(Samples.settings().policy(), new SecureRandom())),
            new OngoingFailure(telemetry, "the upkeep fails", "it works again"));

    @BeforeEach
    void install() {
        cluster.put(Samples.deployment("own"));
        cluster.put(Samples.configuration(Samples.CONFIGURATION));
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void aFirstAuthorityIsInTheBundleForTheWholeWaitBeforeItSigns() {
        settle();
        X509Certificate made = state().next().orElseThrow().authority().certificate();
        assertThat(bundle()).containsExactly(made);

        clock.pass(Samples.OVERLAP.minusSeconds(1));
        settle();
        assertThat(state().current()).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        settle();
        assertThat(state().current().orElseThrow().certificate()).isEqualTo(made);
    }

    @Test
    void aRotationPublishesOldAndNewBeforeTheNewSigns() {
        telemetry.certificates().show(CertificateKind.CA, Optional::empty);
        X509Certificate old = established();
        Optional<Instant> bothSince = Optional.empty();

        clock.pass(ALMOST_DUE);
        for (int steps = 0; signer().equals(old); steps++) {
            assertThat(steps).isLessThan(100);
            assertThat(bundle()).contains(old);
            if (bundle().size() == 2 && bothSince.isEmpty()) {
                bothSince = Optional.of(clock.instant());
            }
            clock.pass(Duration.ofSeconds(10));
            settle();
        }

        assertThat(bundle()).containsExactlyInAnyOrder(old, signer());
        assertThat(Duration.between(bothSince.orElseThrow(), clock.instant())).isGreaterThanOrEqualTo(Samples.OVERLAP);
        assertThat(Samples.metric(telemetry, "probe_bypass_certificate_rotations_total{kind=\"ca\"}"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Cg==", "bm90IFBFTQ=="})
    void aDamagedBundleIsRepairedAndCounted(String damaged) {
        X509Certificate authority = established();
        corrupt(Samples.CONFIGURATION, damaged);

        assertThat(reconciler.takeStep()).isEqualTo(SOON);

        assertThat(bundle()).containsExactly(authority);
        assertThat(Samples.metric(telemetry, "probe_bypass_ca_bundle_repairs_total"))
                .isEqualTo(1);
    }

    @Test
    void aConfigurationOfAnotherNameThatCallsUsIsAdopted() {
        X509Certificate authority = established();
        cluster.put(Samples.configuration(OLD));
        cluster.put(foreign());

        settle();

        assertThat(bundle(OLD)).containsExactly(authority);
        assertThat(bundle("foreign")).isEmpty();
        assertThat(Samples.metric(telemetry, "probe_bypass_ca_bundle_repairs_total"))
                .isZero();
    }

    @Test
    void oneThatItMayNotWriteIsNamedOnceAndHoldsNothingUp() {
        LogFile log = LogFile.fromHere();
        cluster.put(Samples.configuration(OLD));
        cluster.refuse("apply MutatingWebhookConfiguration " + OLD, 403);

        X509Certificate authority = established();

        assertThat(bundle()).containsExactly(authority);
        assertThat(bundle(OLD)).isEmpty();
        assertThat(log.text()).containsOnlyOnce(OLD + " calls us too, but we may not keep its caBundle right");
        assertThat(Samples.failures(telemetry)).isZero();
    }

    @Test
    void oneThatItMayWriteAgainIsWritten() {
        cluster.put(Samples.configuration(OLD));
        cluster.refuse("apply MutatingWebhookConfiguration " + OLD, 403);
        X509Certificate authority = established();

        cluster.allow("apply MutatingWebhookConfiguration " + OLD);
        settle();

        assertThat(bundle(OLD)).containsExactly(authority);
    }

    @Test
    void thatOursMayNotBeWrittenIsAFailureThatIsToldOnceAndTriedAgain() {
        cluster.refuse("apply MutatingWebhookConfiguration " + Samples.CONFIGURATION, 403);

        assertThat(List.of(reconciler.takeStep(), reconciler.takeStep())).containsOnly(Duration.ofSeconds(2));
        assertThat(Samples.failures(telemetry)).isEqualTo(1);

        cluster.allow("apply MutatingWebhookConfiguration " + Samples.CONFIGURATION);
        established();
        assertThat(bundle()).hasSize(1);
    }

    @Test
    void aLostSecretIsMadeAnewBesideWhoIsTrusted() {
        X509Certificate lost = established();
        cluster.remove(secret());

        settle();

        assertThat(bundle()).hasSize(2).contains(lost);
        assertThat(state().current()).isEmpty();
        assertThat(secret().getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getName()).isEqualTo(Samples.DEPLOYMENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "going", "another-secret"})
    void aLostSecretIsLeftSoWhereOurDeploymentIsNotThereForIt(String how) {
        established();
        switch (how) {
            case "gone" -> cluster.remove(Samples.deployment());
            case "going" ->
                cluster.put(new DeploymentBuilder(Samples.deployment("own"))
                        .editMetadata()
                        .withDeletionTimestamp("2026-01-01T00:00:00Z")
                        .endMetadata()
                        .build());
            default -> cluster.put(Samples.deployment(how));
        }
        cluster.remove(secret());

        assertThat(reconciler.takeStep()).isEqualTo(Duration.ofMinutes(1));

        assertThat(cluster.secret(Samples.NAMESPACE, Samples.SECRET)).isEmpty();
        assertThat(bundle()).hasSize(1);
    }

    @Test
    void serversWithCertificatesFromFilesAreLeftTheirBundle() {
        established();
        cluster.put(Samples.deployment("files"));
        corrupt(Samples.CONFIGURATION, "Cg==");
        int before = cluster.writes().size();

        assertThat(reconciler.takeStep()).isEqualTo(Duration.ofMinutes(1));

        assertThat(cluster.writes()).hasSize(before);
    }

    @Test
    void aDamagedSecretIsReplacedAndToldOnce() {
        X509Certificate lost = established();
        cluster.put(new SecretBuilder(secret())
                .withData(Map.of("ca.crt", "bm90IFBFTQ=="))
                .build());

        settle();
        settle();

        assertThat(bundle()).hasSize(2).contains(lost);
        assertThat(state().next()).isPresent();
        assertThat(Samples.failures(telemetry)).isEqualTo(1);
    }

    @Test
    void whoeverIsOvertakenReadsWhatTheOtherWrote() {
        cluster.before("create Secret", () -> cluster.put(otherReplicasSecret()));

        assertThat(reconciler.takeStep()).isEqualTo(SOON);
        settle();

        assertThat(secret().getMetadata().getLabels()).containsEntry("by", "another");
        assertThat(bundle()).isEqualTo(state().bundle()).hasSize(1);
    }

    @Test
    void anUpdateAgainstAnOldVersionIsOvertakenToo() {
        settle();
        clock.pass(Samples.OVERLAP);
        cluster.before("update Secret", () -> cluster.put(secret()));

        assertThat(reconciler.takeStep()).isEqualTo(SOON);
        assertThat(state().current()).isEmpty();

        settle();
        assertThat(state().current()).isPresent();
    }

    @Test
    void whereSurelyNobodyServesTheFirstAuthoritySignsAsSoonAsItIsTrusted() {
        cluster.add(new EndpointSliceBuilder().build());

        settle();

        assertThat(state().current()).isPresent();
    }

    @Test
    void theFieldIsLeftToNobodyAlsoWhereAnEarlierVersionOwnsIt() {
        established();
        cluster.put(new MutatingWebhookConfigurationBuilder(configuration(Samples.CONFIGURATION))
                .editMetadata()
                .withManagedFields(
                        new ManagedFieldsEntryBuilder().withManager("helm").build(),
                        new ManagedFieldsEntryBuilder()
                                .withManager(OperatorSettings.FIELD_MANAGER)
                                .build())
                .endMetadata()
                .build());

        settle();

        assertThat(configuration(Samples.CONFIGURATION).getMetadata().getManagedFields())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getManager()).isEqualTo("helm"));
    }

    @Test
    void aConfigurationIsNeverAppliedIntoBeing() {
        cluster.remove(Samples.configuration(Samples.CONFIGURATION));

        reconciler.resync();

        assertThat(cluster.writes()).containsExactly("create Secret " + Samples.SECRET);
    }

    @Test
    void itComesAtLeastOnceAMinute() {
        established();

        assertThat(reconciler.takeStep()).isEqualTo(Duration.ofMinutes(1));
    }

    /** Takes steps as long as there is something to do at once. */
    private void settle() {
        for (int steps = 0; reconciler.takeStep().equals(SOON); steps++) {
            assertThat(steps).isLessThan(10);
        }
    }

    /** The certificate of an authority that signs. */
    private X509Certificate established() {
        settle();
        clock.pass(Samples.OVERLAP);
        settle();
        return signer();
    }

    private X509Certificate signer() {
        return state().current().orElseThrow().certificate();
    }

    private Secret secret() {
        return cluster.secret(Samples.NAMESPACE, Samples.SECRET).orElseThrow();
    }

    private AuthorityState state() {
        return new CaSecret(Optional.of(secret())).read().state();
    }

    private MutatingWebhookConfiguration configuration(String name) {
        return cluster.webhookConfiguration(name).orElseThrow();
    }

    private List<X509Certificate> bundle() {
        return bundle(Samples.CONFIGURATION);
    }

    private List<X509Certificate> bundle(String name) {
        return WebhookCaBundle.of(configuration(name)).trustedByAll();
    }

    private void corrupt(String name, String bundle) {
        cluster.put(new MutatingWebhookConfigurationBuilder(configuration(name))
                .editFirstWebhook()
                .editClientConfig()
                .withCaBundle(bundle)
                .endClientConfig()
                .endWebhook()
                .build());
    }

    private static MutatingWebhookConfiguration foreign() {
        return new MutatingWebhookConfigurationBuilder(Samples.configuration("foreign"))
                .editFirstWebhook()
                .editClientConfig()
                .editService()
                .withName("another-service")
                .endService()
                .endClientConfig()
                .endWebhook()
                .build();
    }

    private Secret otherReplicasSecret() {
        AuthorityState other = new AuthorityRotation(Samples.settings().policy(), new SecureRandom())
                .next(AuthorityState.EMPTY, clock.instant(), AuthorityRotation.Trust.of(List.of()));
        Secret empty = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(Samples.NAMESPACE)
                .withName(Samples.SECRET)
                .addToLabels("by", "another")
                .endMetadata()
                .build();
        return CaSecret.holding(empty, other);
    }
}
