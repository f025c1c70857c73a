package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Certainty;
import dev.probebypass.mesh.MeshSettings;
import java.util.Optional;

/**
 * What is known of the configuration of one of Istio's revisions. A decision that needs a value of it asks for it; where the
 * revision is unseen nobody knows the value, and nothing is put in its place.
 *
 * @param values empty where nobody knows them
 */
public record IstioSight(Certainty certainty, Optional<IstioValues> values) {

    /** Nothing is known. */
    public static final IstioSight UNSEEN = new IstioSight(Certainty.UNSEEN, Optional.empty());

    /** The revision's ConfigMap, as it stands. */
    public static IstioSight current(IstioValues values) {
        return new IstioSight(Certainty.CURRENT, Optional.of(values));
    }

    /** The revision's ConfigMap as it was read last. */
    static IstioSight kept(IstioValues values) {
        return new IstioSight(Certainty.KEPT, Optional.of(values));
    }

    /** What takes the place of a revision that can't be seen: what the user said of it, else an assumption or nothing. */
    static IstioSight otherwise(MeshSettings settings) {
        if (!settings.values().isEmpty()) {
            return new IstioSight(Certainty.SAID, Optional.of(IstioSettings.values(settings.values())));
        }
        return settings.isAssumedOtherwise()
                ? new IstioSight(Certainty.ASSUMED, Optional.of(IstioValues.ASSUMED))
                : UNSEEN;
    }
}
