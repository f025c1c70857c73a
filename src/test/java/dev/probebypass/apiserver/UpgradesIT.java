package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Upgrades that rename what the servers keep up, while those of before still run and lead. */
@ExtendWith(SharedControlPlane.class)
final class UpgradesIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;

    UpgradesIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @ParameterizedTest
    @EnumSource
    void aRenamedWebhookConfigurationIsServedByWhoeverLeads(Helm helm) {
        try (Release release = Release.install(helm, controlPlane)) {
            Product before = release.start();
            release.awaitAnswers();
            String renamed = release.webhook() + "-renamed";

            AtomicReference<Product> after = new AtomicReference<>();
            Calls upgrade = Calls.during(
                    () -> {
                        release.upgrade("webhook.name=" + renamed);
                        after.set(release.start());
                    },
                    release::answers);
            assertThat(before.log()).containsOnlyOnce(renamed + " calls us too, beside " + release.webhook());
            before.stop();
            Eventually.holds(
                    "the new server is to lead", LIMIT, () -> after.get().metric("probe_bypass_leader") == 1);

            Calls rollback = Calls.during(
                    () -> {
                        release.rollBack();
                        release.start();
                    },
                    release::answers);
            upgrade.of("helm upgrade that renames the webhook configuration, " + helm);
            rollback.of("helm rollback of that, " + helm);
            release.awaitAnswers();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherSecretIsTakenOverWithoutAFailedCall(Helm helm) {
        try (Release release = Release.install(helm, controlPlane)) {
            Product before = release.start();
            release.awaitAnswers();
            release.awaitAuthority();

            Calls upgrade = Calls.during(
                    () -> {
                        release.upgrade("certificates.own.secretName=another-ca");
                        release.start();
                    },
                    release::answers);

            assertThat(upgrade.of("helm upgrade to another CA Secret, " + helm).failed())
                    .isZero();
            assertThat(before.log()).containsOnlyOnce("leaving the Lease to one of them");
            before.stop();
            release.awaitAnswers();
            assertThat(release.strangers())
                    .contains("Secret another-ca of []")
                    .noneMatch(stranger -> stranger.startsWith("Secret probe-bypass-ca"));
        }
    }

    /** Helm 4 would end with a conflict, if the servers owned the field. */
    @ParameterizedTest
    @EnumSource
    void certificatesFromFilesTakeThePlaceOfOwnOnes(Helm helm) {
        CertificateAuthority authority = CertificateAuthority.create("files");
        try (Release release = Release.install(helm, controlPlane)) {
            Product server = release.start();
            release.awaitAnswers();
            release.awaitAuthority();

            release.upgrade(
                    "certificates.source=files",
                    "certificates.files.secretName=tls",
                    "certificates.files.caBundle=" + authority.pem());

            assertThat(release.caBundle()).isEqualTo(Pem.base64(authority.pem()));
            // It sees its Deployment's new arguments, or has lost its roles before it could.
            Eventually.holds(
                    "the server is to leave it so",
                    LIMIT,
                    () -> server.log().contains("leaving the caBundle to them")
                            || server.log().contains("is forbidden"));
            assertThat(release.caBundle()).isEqualTo(Pem.base64(authority.pem()));
            release.rollBack();
            release.awaitAnswers();
        }
    }

    @Test
    void twoReleasesInOneNamespaceBothLeadAndServe() {
        try (Release one = Release.install(Helm.HELM_4, controlPlane);
                Release other = one.beside("second")) {
            Product first = one.start();
            Product second = other.start();
            one.awaitAnswers();
            other.awaitAnswers();

            assertThat(first.metric("probe_bypass_leader")).isEqualTo(1);
            assertThat(second.metric("probe_bypass_leader")).isEqualTo(1);
            assertThat(one.strangers())
                    .contains(
                            "Lease probe-bypass of [Deployment probe-bypass]",
                            "Lease second-probe-bypass of [Deployment second-probe-bypass]");
        }
    }
}
