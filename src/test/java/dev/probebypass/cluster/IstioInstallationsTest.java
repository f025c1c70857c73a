package dev.probebypass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.cluster.IstioInstallations.Choice;
import dev.probebypass.mesh.IstioSight;
import dev.probebypass.mesh.IstioValues;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IstioInstallationsTest {

    private static final String REVISION = "istio.io/rev";
    private static final IstioSight OLD = new IstioSight.Current(excluding("1"));
    private static final IstioSight NEW = new IstioSight.Kept(excluding("2"));
    private static final IstioSight SAID = new IstioSight.Said(excluding("3"));

    private final IstioInstallations two =
            new IstioInstallations(Map.of("default", OLD, "canary", NEW), Map.of("prod", "canary"), SAID);

    @Test
    void asksTheNamespaceBeforeThePod() {
        assertThat(two.choose(Map.of(REVISION, "canary"), Map.of(REVISION, "default")))
                .isEqualTo(new Choice("canary", NEW));
        assertThat(two.choose(Map.of(), Map.of(REVISION, "canary"))).isEqualTo(new Choice("canary", NEW));
        assertThat(two.choose(Map.of(), Map.of())).isEqualTo(new Choice("default", OLD));
    }

    @Test
    void takesTheInjectionLabelForTheDefaultRevisionWhateverItSays() {
        assertThat(two.choose(Map.of("istio-injection", "disabled", REVISION, "canary"), Map.of(REVISION, "canary")))
                .isEqualTo(new Choice("default", OLD));
    }

    @Test
    void followsATag() {
        assertThat(two.choose(Map.of(REVISION, "prod"), Map.of())).isEqualTo(new Choice("canary", NEW));
    }

    @Test
    void takesTheSettingsWhereTheRevisionIsUnknown() {
        assertThat(two.choose(Map.of(REVISION, "gone"), Map.of())).isEqualTo(new Choice("gone", SAID));
    }

    @Test
    void knowsNothingWhereNothingIsSeenAndNothingSaid() {
        assertThat(IstioInstallations.NONE.choose(Map.of(), Map.of()))
                .isEqualTo(new Choice("default", IstioSight.UNSEEN));
    }

    @Test
    void givesARevisionThatIsGoneTheValuesOfNoOther() {
        IstioInstallations dangling =
                new IstioInstallations(Map.of("default", OLD), Map.of("prod", "gone"), IstioSight.UNSEEN);

        assertThat(dangling.choose(Map.of(REVISION, "prod"), Map.of()))
                .isEqualTo(new Choice("gone", IstioSight.UNSEEN));
    }

    private static IstioValues excluding(String ports) {
        IstioValues assumed = IstioValues.ASSUMED;
        return new IstioValues(false, "*", ports, "", assumed.statusPort(), assumed.usesPlugin(), assumed.selection());
    }
}
