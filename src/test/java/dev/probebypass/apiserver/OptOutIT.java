package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SharedControlPlane.class, SharedProduct.class})
final class OptOutIT {

    private static final String ENABLED = "probe-bypass.dev/enabled";
    private static final Map<String, String> OUT = Map.of("istio-injection", "enabled", ENABLED, "false");

    private final ControlPlane controlPlane;
    private final Product product;

    OptOutIT(ControlPlane controlPlane, Product product) {
        this.controlPlane = controlPlane;
        this.product = product;
    }

    @Test
    void aNamespaceThatIsOutStaysOutWhateverThePodSays() {
        try (Installation installation = Installation.of(product, controlPlane)) {
            Pod pod = labelled(Probed.pod(installation.namespace(OUT), "eager"), "true");

            installation.create(pod);

            assertThat(installation.annotations(pod)).isEmpty();
            assertThat(installation.decision(pod)).hasValue("mode=enforce reason=OPTED_OUT");
        }
    }

    @Test
    void aPodThatIsOutIsLeftAndItsNeighbourIsNot() {
        try (Installation installation = Installation.of(product, controlPlane)) {
            Pod out = labelled(Probed.pod(installation.meshed(), "out"), "false");
            Pod neighbour = Probed.pod(installation.meshed(), "neighbour");

            installation.create(out);
            installation.create(neighbour);

            assertThat(installation.annotations(out)).isEmpty();
            assertThat(installation.decision(out)).hasValue("mode=enforce reason=OPTED_OUT");
            assertThat(installation.annotations(neighbour)).containsEntry(EXCLUDED, "8081");
        }
    }

    @Test
    void anInstallationThatSkipsOptedOutNamespacesIsNotEvenAsked() {
        try (Installation installation =
                Installation.of(product, controlPlane, Registration::skippingOptedOutNamespaces)) {
            Pod out = Probed.pod(installation.namespace(OUT), "out");
            Pod other = Probed.pod(installation.meshed(), "other");

            installation.create(out);
            installation.create(other);

            assertThat(installation.annotations(out)).isEmpty();
            assertThat(installation.decision(out)).isEmpty();
            assertThat(installation.annotations(other)).containsEntry(EXCLUDED, "8081");
        }
    }

    @Test
    void aPodOutsideTheMeshIsLeftWithoutAWarning() {
        try (Installation installation = Installation.of(product, controlPlane)) {
            Pod pod = Probed.pod(installation.namespace(Map.of()), "unmeshed");

            RawApi.Reply reply = installation.create(pod);

            assertThat(installation.annotations(pod)).isEmpty();
            assertThat(reply.warnings()).isEmpty();
            assertThat(installation.decision(pod)).hasValue("mode=enforce reason=NOT_IN_MESH");
        }
    }

    private static Pod labelled(Pod pod, String enabled) {
        return new PodBuilder(pod)
                .editMetadata()
                .addToLabels(ENABLED, enabled)
                .endMetadata()
                .build();
    }
}
