package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.mesh.Certainty;
import dev.probebypass.mesh.Mesh;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IstioConfigurationTest {

    private static final Mesh MESH = new Istio();
    private static final String REVISION = "istio.io/rev";
    private static final IstioSight OLD = IstioSight.current(excluding("1"));
    private static final IstioSight NEW = IstioSight.kept(excluding("2"));
    private static final IstioSight SAID = new IstioSight(Certainty.SAID, Optional.of(excluding("3")));

    private final IstioConfiguration two =
            new IstioConfiguration(MESH, Map.of("default", OLD, "canary", NEW), Map.of("prod", "canary"), SAID);

    @Test
    void asksTheNamespaceBeforeThePod() {
        assertThat(two.choose(Map.of(REVISION, "canary"), Map.of(REVISION, "default")))
                .isEqualTo(new IstioRevision("canary", NEW));
        assertThat(two.choose(Map.of(), Map.of(REVISION, "canary"))).isEqualTo(new IstioRevision("canary", NEW));
        assertThat(two.choose(Map.of(), Map.of())).isEqualTo(new IstioRevision("default", OLD));
    }

    @Test
    void takesTheInjectionLabelForTheDefaultRevisionWhateverItSays() {
        assertThat(two.choose(Map.of("istio-injection", "disabled", REVISION, "canary"), Map.of(REVISION, "canary")))
                .isEqualTo(new IstioRevision("default", OLD));
    }

    @Test
    void followsATag() {
        assertThat(two.choose(Map.of(REVISION, "prod"), Map.of())).isEqualTo(new IstioRevision("canary", NEW));
    }

    @Test
    void takesTheSettingsWhereTheRevisionIsUnknown() {
        assertThat(two.choose(Map.of(REVISION, "gone"), Map.of())).isEqualTo(new IstioRevision("gone", SAID));
    }

    @Test
    void knowsNothingWhereNothingIsSeenAndNothingSaid() {
        assertThat(new IstioConfiguration(MESH, Map.of(), Map.of(), IstioSight.UNSEEN).choose(Map.of(), Map.of()))
                .isEqualTo(new IstioRevision("default", IstioSight.UNSEEN));
    }

    @Test
    void givesARevisionThatIsGoneTheValuesOfNoOther() {
        IstioConfiguration dangling =
                new IstioConfiguration(MESH, Map.of("default", OLD), Map.of("prod", "gone"), IstioSight.UNSEEN);

        assertThat(dangling.choose(Map.of(REVISION, "prod"), Map.of()))
                .isEqualTo(new IstioRevision("gone", IstioSight.UNSEEN));
    }

    private static IstioValues excluding(String ports) {
        IstioValues assumed = IstioValues.ASSUMED;
        return new IstioValues(false, "*", ports, "", assumed.statusPort(), assumed.usesPlugin(), assumed.selection());
    }
}
