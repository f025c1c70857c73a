package dev.probebypass.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.admission.PodPatch;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.Planner;
import dev.probebypass.bypass.PodReason;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import dev.probebypass.routes.ServicesElsewhere;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Asks for a pod what the webhook would ask, of the same reader, planner and patch. */
public final class Explainer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;
    private final AskedPods asked;
    private final ElsewhereNotes elsewhere;
    private final Planner planner;
    private final NumberedPods numbered = new NumberedPods();

    /**
     * @param asked the pods of which the webhook would be asked
     * @param written the objects of the input
     * @param namespace of what names none
     */
    public Explainer(Cluster cluster, Options options, AskedPods asked, Iterable<JsonNode> written, String namespace) {
        this.cluster = cluster;
        this.asked = asked;
        this.elsewhere = new ElsewhereNotes(ServicesElsewhere.of(written), namespace);
        this.planner = new Planner(options);
    }

    /** Plans for the pod, and patches it if it may. */
    public Explanation explain(PodSource source) {
        Pod pod = read(source.pod());
        NumberedPods.View view = numbered.view(source, pod, cluster.snapshot(source.namespace()));
        Plan plan = plan(pod, view.snapshot());
        List<String> notes = new ArrayList<>(KeyNotes.of(source));
        view.note().ifPresent(notes::add);
        elsewhere.of(source, pod, plan).ifPresent(notes::add);
        return new Explanation(source.plus(notes), pod, plan, PodPatch.of(pod.annotations(), plan.patch()));
    }

    /** A pod that is opted out is not asked about either, which is said more exactly. */
    private Plan plan(Pod pod, Snapshot snapshot) {
        Plan plan = planner.plan(pod, snapshot);
        return plan.reason().filter(PodReason.OPTED_OUT::equals).isPresent()
                        || asked.have(snapshot.namespaceName(), snapshot.namespaceLabels(), pod.labels())
                ? plan
                : planner.excluded();
    }

    private static Pod read(JsonNode object) {
        try (JsonParser json = JSON.createParser(JSON.writeValueAsBytes(object))) {
            json.nextToken();
            return PodReader.read(json, Meshes::reads);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
