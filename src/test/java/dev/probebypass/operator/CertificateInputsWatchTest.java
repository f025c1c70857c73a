package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.certificate.AuthorityRotation;
import dev.probebypass.certificate.AuthorityState;
import dev.probebypass.certificate.ReplicaCertificate;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CertificateInputsWatchTest {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final FakeCluster cluster = new FakeCluster();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final AuthorityState authorities = new AuthorityRotation(
                    Samples.settings().policy(), new SecureRandom())
            .next(AuthorityState.EMPTY, scheduler.instant(), AuthorityRotation.Trust.of(List.of()));
    private final ReplicaCertificate certificate = ReplicaCertificate.of(
            ReplicaCertificate.Plan.forService(Samples.SERVICE, Samples.NAMESPACE, Duration.ofDays(7)),
            Clock.fixed(scheduler.instant(), ZoneOffset.UTC),
            new SecureRandom(),
            telemetry);

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void aReplicaIsAcceptedOnceItHasReadTheSecretAndTheBundle() {
        cluster.put(secret());
        cluster.put(trusting());

        start();

        assertThat(certificate.unmet()).isEmpty();
        assertThat(certificate.isBundleInSync()).isTrue();
    }

    @Test
    void itHearsOfBothAtOnce() {
        cluster.put(Samples.configuration(Samples.CONFIGURATION));
        start();
        assertThat(certificate.unmet()).singleElement().asString().contains("no authority signs yet");

        cluster.put(secret());
        assertThat(certificate.unmet()).singleElement().asString().contains("does not cover it yet");

        cluster.put(trusting());
        assertThat(certificate.unmet()).isEmpty();
    }

    @Test
    void withoutAConfigurationNobodyCallsSoThereIsNothingToWaitFor() {
        CertificateInputsWatch watch = start();

        assertThat(watch.isRegistered()).isFalse();
        assertThat(certificate.unmet()).isEmpty();
    }

    @Test
    void aConfigurationThatComesBackIsRegisteredAgain() {
        CertificateInputsWatch watch = start();

        cluster.put(trusting());

        assertThat(watch.isRegistered()).isTrue();
    }

    @Test
    void aRefusalIsNoWordThatThereIsNoConfiguration() {
        cluster.refuse("get MutatingWebhookConfiguration", 403);

        CertificateInputsWatch watch = start();

        assertThat(watch.isRegistered()).isTrue();
        assertThat(certificate.unmet()).hasSize(1);
        assertThat(Samples.failures(telemetry)).isEqualTo(1);
    }

    @Test
    void itAsksEveryOtherSecondUntilItIsAnswered() {
        cluster.put(secret());
        cluster.put(trusting());
        cluster.refuse("get Secret", 0);
        start();
        scheduler.pass(RETRY);
        assertThat(certificate.unmet()).hasSize(1);
        cluster.allow("get Secret");

        scheduler.pass(RETRY);

        assertThat(certificate.unmet()).isEmpty();
        assertThat(Samples.failures(telemetry)).isEqualTo(1);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void aDeletionIsLookedIntoBeforeItIsBelieved() {
        cluster.put(trusting());
        CertificateInputsWatch watch = start();
        cluster.refuse("get MutatingWebhookConfiguration", 500);
        cluster.remove(trusting());
        assertThat(watch.isRegistered()).isTrue();
        cluster.allow("get MutatingWebhookConfiguration");

        scheduler.pass(Duration.ofMinutes(1));

        assertThat(watch.isRegistered()).isFalse();
    }

    @Test
    void aSecretThatIsLostOrDamagedChangesNothing() {
        cluster.put(secret());
        cluster.put(trusting());
        start();

        cluster.put(
                new SecretBuilder(secret()).withData(Map.of("next.crt", "Cg==")).build());
        assertThat(certificate.isBundleInSync()).isTrue();

        cluster.remove(secret());
        assertThat(certificate.isBundleInSync()).isTrue();
    }

    @Test
    void aWatchThatIsInterruptedIsToldOnce() {
        cluster.put(secret());
        start();

        cluster.interrupt("Secret");
        cluster.interrupt("Secret");
        assertThat(Samples.failures(telemetry)).isEqualTo(1);

        cluster.put(secret());
        cluster.interrupt("Secret");
        assertThat(Samples.failures(telemetry)).isEqualTo(2);
    }

    @Test
    void closedItWatchesNothing() {
        CertificateInputsWatch watch = start();
        assertThat(cluster.openWatches()).isEqualTo(2);

        watch.close();

        assertThat(cluster.openWatches()).isZero();
        assertThat(scheduler.isShutdown()).isTrue();
    }

    private CertificateInputsWatch start() {
        return CertificateInputsWatch.start(
                scheduler, new OperatorContext(cluster, Samples.settings(), scheduler, telemetry), certificate);
    }

    private Secret secret() {
        Secret empty = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(Samples.NAMESPACE)
                .withName(Samples.SECRET)
                .endMetadata()
                .build();
        return CaSecret.holding(empty, authorities);
    }

    private MutatingWebhookConfiguration trusting() {
        MutatingWebhookConfiguration configuration = Samples.configuration(Samples.CONFIGURATION);
        String bundle = WebhookCaBundle.of(configuration)
                .trusting(authorities.bundle())
                .getWebhooks()
                .getFirst()
                .getClientConfig()
                .getCaBundle();
        configuration.getWebhooks().getFirst().getClientConfig().setCaBundle(bundle);
        return configuration;
    }
}
