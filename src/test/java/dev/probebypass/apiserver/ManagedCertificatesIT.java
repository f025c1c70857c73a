package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product with certificates of its own, against those who take its Secret and its caBundle away. */
@ExtendWith(SharedControlPlane.class)
final class ManagedCertificatesIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration REPAIR = Duration.ofSeconds(5);
    private static final Pattern CERTIFICATE = Pattern.compile("BEGIN CERTIFICATE");
    private static final String PRESENT = "probe_bypass_webhook_configuration_present";
    /** Longer than any test waits. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static final Pattern MADE = Pattern.compile("Made CN=probe-bypass-ca-");

    private final ControlPlane controlPlane;
    private final ManagedInstallation installation;

    ManagedCertificatesIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.installation = ManagedInstallation.in(controlPlane);
    }

    @AfterEach
    void uninstall() {
        installation.close();
    }

    @Test
    void twoReplicasThatStartAtOnceMakeOneAuthority() {
        Product one = installation.launch();
        Product other = installation.launch();
        one.awaitReady();
        other.awaitReady();
        installation.awaitAnswers();

        String authority = installation.awaitSettled();

        assertThat(installation.caBundle()).isEqualTo(authority);
        assertThat(CERTIFICATE.matcher(authority).results()).hasSize(1);
        assertThat(MADE.matcher(one.log() + other.log()).results()).hasSize(1);
        assertThat(one.metric("probe_bypass_leader") + other.metric("probe_bypass_leader"))
                .isEqualTo(1);
        assertThat(one.metric("probe_bypass_ca_bundle_in_sync")).isEqualTo(1);
        assertThat(other.metric("probe_bypass_ca_bundle_in_sync")).isEqualTo(1);
        assertThat(installation.secret().get().getMetadata().getLabels())
                .containsEntry("app.kubernetes.io/managed-by", "Helm");
        Eventually.holds(
                "the caBundle is to be left to nobody, so that Helm may write it",
                LIMIT,
                () -> installation.fieldsOf("probe-bypass").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"Cg==\"", "null"})
    void aCaBundleThatSomebodyChangesIsRepairedInFiveSeconds(String value) {
        Product product = installation.start();
        String authority = installation.awaitSettled();

        long began = System.nanoTime();
        Calls calls = Calls.until(
                () -> installation.caBundle().equals(authority),
                () -> installation.corrupt(value),
                installation::answers);
        Duration repair = Duration.ofNanos(System.nanoTime() - began);
        installation.awaitAnswers();

        assertThat(repair).as("what is promised").isLessThan(REPAIR);
        calls.of("caBundle set to %s (nobody can verify us until it is repaired)".formatted(value));
        System.out.printf("caBundle %s: repaired, with 50 calls more, in %d ms%n", value, repair.toMillis());
        assertThat(product.readiness().status()).isEqualTo(200);
        assertThat(product.metric("probe_bypass_ca_bundle_repairs_total")).isEqualTo(1);
    }

    @Test
    void aSecretThatIsDeletedIsMadeAnewAndNoCallFailsMeanwhile() {
        Product product = installation.start();
        String before = installation.awaitSettled();

        Calls calls = Calls.until(
                () -> !installation.secret("ca.crt").isEmpty()
                        && !installation.secret("ca.crt").equals(before),
                () -> installation.secret().delete(),
                installation::answers);

        assertThat(calls.upToWanted(installation::answers).of("Secret deleted").failed())
                .isZero();
        assertThat(product.log()).containsOnlyOnce("The Secret probe-bypass-ca was gone");
        assertThat(installation.caBundle()).contains(before).contains(installation.secret("ca.crt"));
        assertThat(installation.secret().get().getMetadata().getOwnerReferences())
                .extracting(owner -> owner.getKind() + " " + owner.getName())
                .containsExactly("Deployment probe-bypass");
    }

    @Test
    void aSecretThatIsDamagedIsMadeAnewAndNoCallFailsMeanwhile() {
        Product product = installation.start();
        String before = installation.awaitSettled();

        Calls calls = Calls.until(
                () -> !installation.secret("ca.crt").isEmpty()
                        && !installation.secret("ca.crt").equals("damaged")
                        && !installation.secret("ca.crt").equals(before),
                () -> installation.secret().edit(secret -> {
                    secret.setData(null);
                    secret.setStringData(Map.of("ca.crt", "damaged", "ca.key", "damaged"));
                    return secret;
                }),
                installation::answers);

        assertThat(calls.upToWanted(installation::answers).of("Secret damaged").failed())
                .isZero();
        assertThat(product.log()).containsOnlyOnce("the Secret probe-bypass-ca is damaged");
    }

    @Test
    void aSecretThatIsDeletedWithOurDeploymentStaysAway() {
        Product product = installation.start();
        installation.awaitSettled();
        installation.beginUninstallation();

        installation.secret().delete();
        Eventually.holds(
                "the product is to leave the Secret alone",
                LIMIT,
                () -> product.log().contains("is gone, and our Deployment is going too"));

        assertThat(Optional.ofNullable(installation.secret().get())).isEmpty();
        assertThat(installation.answers()).isTrue();
    }

    @Test
    void whereThereIsNoWebhookConfigurationItIsReadySaysSoAndServesAtOnceWhenThereIsOne() {
        installation.configuration().delete();
        Product product = installation.launch().awaitReady();
        Eventually.holds(
                "an authority is to be made",
                LIMIT,
                () -> !installation.secret("next.crt").isEmpty());

        assertThat(Optional.ofNullable(installation.configuration().get())).isEmpty();
        assertThat(product.metric(PRESENT)).isZero();
        assertThat(product.log())
                .containsOnlyOnce("There is no webhook configuration " + installation.configurationName());
        installation.register();
        installation.awaitAnswers();
        assertThat(product.metric(PRESENT)).isEqualTo(1);
        assertThat(product.log()).containsOnlyOnce("is back");

        installation.configuration().delete();
        Eventually.holds("it is to be missed", LIMIT, () -> product.metric(PRESENT) == 0);
        installation.secret().delete();
        installation.register();
        installation.awaitAnswers();
        assertThat(product.readiness().status()).isEqualTo(200);
    }

    @Test
    void whereTheConfigurationIsThereAndDoesNotTrustItAReplicaIsNotReady() {
        installation.corrupt("\"Cg==\"");
        Product product = installation.launch("--ca-secret=nobodys", "--deployment=nobodys");
        Eventually.holds(
                "it is to say what it lacks",
                LIMIT,
                () -> product.readiness().body().asText().contains("certificate:"));

        assertThat(product.metric(PRESENT)).isEqualTo(1);
        assertThat(product.readiness().status()).isEqualTo(503);
    }

    @Test
    void whereNobodyServesALostSecretKeepsNobodyWaiting() {
        installation.start().stop();
        String before = installation.awaitSettled();
        installation.secret().delete();
        installation.endpoint(false);

        installation.launch(NEVER).awaitReady();
        installation.awaitAnswers();

        assertThat(installation.caBundle()).contains(before).contains(installation.awaitSettled());
    }

    @Test
    void whereSomebodyServesANewAuthorityWaits() {
        installation.start().stop();
        installation.awaitSettled();
        installation.secret().delete();
        installation.endpoint(true);

        installation.launch(NEVER);
        Eventually.holds(
                "a new authority is to be announced",
                LIMIT,
                () -> !installation.secret("next.in-bundle-since").isEmpty());

        assertThat(installation.secret("ca.crt")).isEmpty();
    }

    @Test
    void aReplicaThatStopsLeavesTheWorkToAnother() {
        Product first = installation.start();
        String authority = installation.awaitSettled();
        Product second = installation.start();

        assertThat(installation.leaseSeconds()).isEqualTo(15);
        first.stop();
        assertThat(installation.leaseSeconds())
                .as("for how long whoever led still does")
                .isEqualTo(1);
        Eventually.holds("the other is to lead", LIMIT, () -> second.metric("probe_bypass_leader") == 1);
        installation.corrupt("\"Cg==\"");
        Eventually.holds(
                "the caBundle is to be repaired",
                LIMIT,
                () -> installation.caBundle().equals(authority));
    }

    @Test
    void aLostApiServerEndsTheLeadershipAndNeitherTheProcessNorItsReadiness() {
        Product product = installation.start();
        String authority = installation.awaitSettled();

        try (Outage outage = Outage.of(controlPlane)) {
            Eventually.holds("the Lease is to be lost", LIMIT, () -> product.metric("probe_bypass_leader") == 0);
            assertThat(product.readiness().status()).isEqualTo(200);
            outage.end();
        }
        Eventually.holds("the Lease is to be had again", LIMIT, () -> product.metric("probe_bypass_leader") == 1);
        installation.corrupt("\"Cg==\"");

        Eventually.holds(
                "the caBundle is to be repaired",
                LIMIT,
                () -> installation.caBundle().equals(authority));
        installation.awaitAnswers();
    }
}
