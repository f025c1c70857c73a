package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chart's life, with both Helms, on a real API server. */
@ExtendWith(SharedControlPlane.class)
final class HelmIT {

    /** Long enough for whoever watches to have done what must not be done. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);

    private final ControlPlane controlPlane;

    HelmIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @ParameterizedTest
    @EnumSource
    void upgradesAndRollsBackWithoutAFailedCall(Helm helm) {
        try (Release release = Release.install(helm, controlPlane)) {
            Product server = release.start();
            release.awaitAnswers();
            String authority = release.awaitAuthority();
            String caBundle = release.caBundle();

            Calls upgrade =
                    Calls.during(() -> release.upgrade("replicas=3", "webhook.timeoutSeconds=5"), release::answers);
            assertThat(release.caBundle()).isEqualTo(caBundle);
            assertThat(release.authority()).isEqualTo(authority);

            Calls rollback = Calls.during(release::rollBack, release::answers);
            assertThat(release.caBundle()).isEqualTo(caBundle);
            assertThat(release.authority()).isEqualTo(authority);

            assertThat(upgrade.of("helm upgrade, " + helm).failed()).isZero();
            assertThat(rollback.of("helm rollback, " + helm).failed()).isZero();
            assertThat(server.metric("probe_bypass_ca_bundle_repairs_total")).isZero();
        }
    }

    /** The Lease stays here for want of a garbage collector, which would take it with its owner. */
    @ParameterizedTest
    @EnumSource
    void leavesNothingBehindAndRefusesNoPodMeanwhile(Helm helm) {
        try (Release release = Release.install(helm, controlPlane)) {
            Product server = release.start();
            release.awaitAnswers();
            List<HasMetadata> objects = release.objects();
            assertThat(release.left(objects)).hasSameSizeAs(objects);

            Calls calls = Calls.during(release::uninstall, () -> release.call().status() == 201);
            Calls afterwards = Calls.spread(50, AFTERWARDS, () -> release.call().status() == 201);

            assertThat(calls.plus(afterwards).of("helm uninstall, " + helm).failed())
                    .isZero();
            assertThat(release.left(objects)).isEmpty();
            assertThat(release.strangers()).containsExactly("Lease probe-bypass of [Deployment probe-bypass]");
            assertThat(server.readiness().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNobodyWhoMayCreatePodsWhenItsTestFails(Helm helm) {
        try (Release release = Release.install(helm, controlPlane)) {
            List<HasMetadata> made = release.testObjects();
            assertThat(made).extracting(HasMetadata::getKind).contains("ServiceAccount", "Role", "ClusterRole");

            Helm.Run run = release.failTest();

            assertThat(run.exit()).as(run.out() + run.err()).isNotZero();
            assertThat(release.left(made)).containsExactly("Pod probe-bypass-check");
        }
    }

    /** A look-up that works finds no such namespace, so there is nowhere to put the Role; NOTES say how to get it later. */
    @ParameterizedTest
    @EnumSource
    void letsReadTheMeshWhereItsNamespaceIsThere(Helm helm) {
        String absent = "mesh-" + UUID.randomUUID();
        try (Release release = Release.install(helm, controlPlane, "mesh.namespaces={" + absent + "}")) {
            assertThat(release.objects()).extracting(HelmIT::describe).noneMatch(of -> of.startsWith("Role mesh-"));
            assertThat(release.upgradeNotes()).contains(absent, "helm upgrade");

            Namespace mesh = new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(absent)
                    .endMetadata()
                    .build();
            controlPlane.client().resource(mesh).create();
            String notes = release.upgradeNotes();

            assertThat(release.objects())
                    .extracting(HelmIT::describe)
                    .contains("Role " + absent, "RoleBinding " + absent);
            assertThat(release.left(release.objects())).hasSameSizeAs(release.objects());
            assertThat(notes).doesNotContain(absent);
        }
    }

    private static String describe(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace();
    }
}
