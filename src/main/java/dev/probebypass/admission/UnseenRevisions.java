package dev.probebypass.admission;

import dev.probebypass.bypass.Plan;
import dev.probebypass.telemetry.ReviewMetrics;
import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.text.OutsideText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** Counts the reviews that had to do without the mesh's configuration, and says it once for each revision that can't be seen. */
final class UnseenRevisions {

    /** More revisions than anybody runs: who names one in a label is not to fill the log. */
    private static final int MOST = 32;

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final ReviewMetrics metrics;
    private final Logger log;

    UnseenRevisions(Telemetry telemetry) {
        this.metrics = telemetry.reviews();
        this.log = telemetry.logger(UnseenRevisions.class);
    }

    void look(Plan plan) {
        if (plan.missesConfiguration()) {
            metrics.meshConfigurationMissing();
            plan.mesh().ifPresent(this::say);
        } else if (!said.isEmpty()) {
            plan.mesh()
                    .filter(_ -> !plan.configurationIsUnseen())
                    .map(mesh -> OutsideText.name(mesh.revision()))
                    .ifPresent(said::remove);
        }
    }

    private void say(Plan.MeshOfPod mesh) {
        if (said.size() < MOST && said.add(OutsideText.name(mesh.revision()))) {
            log.warn(
                    "The configuration of {} can't be seen, so ports of its pods are left unless the pod says all that"
                            + " counts: let us read its ConfigMap (--mesh-namespace, and the permission), or set the"
                            + " --{}-… values that check prints",
                    mesh.configurationName(),
                    mesh.name());
        }
    }
}
