package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which pods the chart's {@code failurePolicy: Fail} holds while no server answers, and what it says of that. */
@ExtendWith(SharedControlPlane.class)
final class HeldPodsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ENABLED = "probe-bypass.dev/enabled";

    private final ControlPlane controlPlane;

    HeldPodsIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @ParameterizedTest
    @EnumSource
    void areNeitherTheMeshsNorThoseThatOptedOut(Helm helm) {
        String mesh = controlPlane.createNamespace(Map.of(ENABLED, "true"));
        try (Release release = Release.install(helm, controlPlane, "mesh.namespace=" + mesh)) {
            Eventually.holds(
                    "an ordinary pod is to be refused",
                    LIMIT,
                    () -> release.call().status() == 500);

            assertThat(controlPlane.api().createPod(Probed.pod(mesh, "istiod")).status())
                    .isEqualTo(201);
            assertThat(controlPlane.api().createPod(optedOut(release.meshed())).status())
                    .isEqualTo(201);
            assertThat(release.call().status()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areTheMeshsTooWhereThatIsAskedFor(Helm helm) {
        String mesh = controlPlane.createNamespace(Map.of(ENABLED, "true"));
        try (Release release =
                Release.install(helm, controlPlane, "mesh.namespace=" + mesh, "excludeMeshNamespaces=false")) {
            Eventually.holds(
                    "a pod is to be refused", LIMIT, () -> release.call().status() == 500);

            assertThat(controlPlane.api().dryRunPod(Probed.pod(mesh, "meshed")).status())
                    .isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areNamedByNamespaceWhereNoMeshIs(Helm helm) {
        String unmeshed = controlPlane.createNamespace(Map.of(ENABLED, "true"));
        String revised = controlPlane.createNamespace(Map.of(ENABLED, "true", "istio.io/rev", "canary"));
        String notSelected = controlPlane.createNamespace(Map.of());
        String mesh = controlPlane.createNamespace(Map.of(ENABLED, "true"));
        try (Release release = Release.install(helm, controlPlane, "mesh.namespace=" + mesh)) {
            String notes = release.upgradeNotes();

            assertThat(notes)
                    .contains("With failurePolicy Fail", "excludedNamespaces:", unmeshed)
                    .doesNotContain(revised, notSelected, mesh, release.meshed());
            assertThat(notes.lines()).allMatch(line -> line.length() <= 100);
        }
    }

    private static Pod optedOut(String namespace) {
        return new PodBuilder(Probed.pod(namespace, "out"))
                .editMetadata()
                .addToLabels(ENABLED, "false")
                .endMetadata()
                .build();
    }
}
