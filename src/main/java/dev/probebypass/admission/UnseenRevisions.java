package dev.probebypass.admission;

import dev.probebypass.bypass.Plan;
import dev.probebypass.telemetry.Telemetry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the reviews that had to do without the mesh's configuration, and says it once for each revision that can't be seen. */
final class UnseenRevisions {

    /** More revisions than anybody runs: who names one in a label is not to fill the log. */
    private static final int MOST = 32;

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Telemetry telemetry;

    UnseenRevisions(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    void look(Plan plan) {
        if (plan.missesConfiguration()) {
            telemetry.meshConfigurationMissing();
            plan.mesh().ifPresent(this::say);
        } else if (!said.isEmpty()) {
            plan.mesh()
                    .filter(_ -> !plan.configurationIsUnseen())
                    .map(Plan.MeshOfPod::revision)
                    .ifPresent(said::remove);
        }
    }

    private void say(Plan.MeshOfPod mesh) {
        if (said.size() < MOST && said.add(mesh.revision())) {
            telemetry.warned(("The configuration of " + mesh.configurationName()
                            + " can't be seen, so ports of its pods are left unless the pod says all that counts: let us read its"
                            + " ConfigMap (--mesh-namespace, and the permission), or set the --%s-… values that check prints")
                    .formatted(mesh.name()));
        }
    }
}
