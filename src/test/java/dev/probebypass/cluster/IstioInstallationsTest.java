package dev.probebypass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.cluster.IstioInstallations.Choice;
import dev.probebypass.cluster.IstioInstallations.Source;
import dev.probebypass.mesh.IstioValues;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IstioInstallationsTest {

    private static final String REVISION = "istio.io/rev";
    private static final IstioValues OLD = excluding("1");
    private static final IstioValues NEW = excluding("2");
    private static final IstioValues SAID = excluding("3");

    private final IstioInstallations two =
            new IstioInstallations(Map.of("default", OLD, "canary", NEW), Map.of("prod", "canary"), Optional.of(SAID));

    @Test
    void asksTheNamespaceBeforeThePod() {
        assertThat(two.choose(Map.of(REVISION, "canary"), Map.of(REVISION, "default")))
                .isEqualTo(new Choice("canary", NEW, Source.REVISION));
        assertThat(two.choose(Map.of(), Map.of(REVISION, "canary")))
                .isEqualTo(new Choice("canary", NEW, Source.REVISION));
        assertThat(two.choose(Map.of(), Map.of())).isEqualTo(new Choice("default", OLD, Source.REVISION));
    }

    @Test
    void takesTheInjectionLabelForTheDefaultRevisionWhateverItSays() {
        assertThat(two.choose(Map.of("istio-injection", "disabled", REVISION, "canary"), Map.of(REVISION, "canary")))
                .isEqualTo(new Choice("default", OLD, Source.REVISION));
    }

    @Test
    void followsATag() {
        assertThat(two.choose(Map.of(REVISION, "prod"), Map.of()))
                .isEqualTo(new Choice("canary", NEW, Source.REVISION));
    }

    @Test
    void takesTheSettingsWhereTheRevisionIsUnknownAndTheOthersDisagree() {
        assertThat(two.choose(Map.of(REVISION, "gone"), Map.of())).isEqualTo(new Choice("gone", SAID, Source.SETTINGS));
    }

    @Test
    void takesWhatAllAgreeOnBeforeTheSettings() {
        IstioInstallations agreeing =
                new IstioInstallations(Map.of("default", OLD, "canary", excluding("1")), Map.of(), Optional.of(SAID));

        assertThat(agreeing.choose(Map.of(REVISION, "gone"), Map.of()))
                .isEqualTo(new Choice("gone", OLD, Source.ONLY_ONE));
    }

    @Test
    void assumesWhereNothingIsKnown() {
        assertThat(IstioInstallations.NONE.choose(Map.of(), Map.of()))
                .isEqualTo(new Choice("default", IstioValues.ASSUMED, Source.ASSUMED));
    }

    @Test
    void takesATagForARevisionThatIsGoneForUnknown() {
        IstioInstallations dangling =
                new IstioInstallations(Map.of("default", OLD), Map.of("prod", "gone"), Optional.empty());

        assertThat(dangling.choose(Map.of(REVISION, "prod"), Map.of()))
                .isEqualTo(new Choice("gone", OLD, Source.ONLY_ONE));
    }

    private static IstioValues excluding(String ports) {
        IstioValues assumed = IstioValues.ASSUMED;
        return new IstioValues(false, "*", ports, "", assumed.statusPort(), assumed.selection());
    }
}
