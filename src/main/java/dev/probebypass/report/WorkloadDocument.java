package dev.probebypass.report;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@code why}: what is decided of the pods that a workload makes, why, and what they have.
 *
 * @param schemaVersion changes when a field goes or means something else
 * @param kind of the workload, such as {@code Deployment}
 * @param settings whose settings hold, as a sentence
 * @param mesh that takes its pods, {@code null} for none
 * @param reason why a pod as a whole is left, {@code null} if it is not
 * @param ports one for each port and verdict
 * @param options what the pod, its Namespace and the installation say
 * @param annotations what a pod that is created now gets, of those that matter
 * @param pods those there are, alike ones together
 * @param warnings what whoever creates a pod is told
 * @param notes what else there is to know
 * @param toDo what to do, in the order in which to do it; nothing where all is well
 */
public record WorkloadDocument(
        String schemaVersion,
        String kind,
        String namespace,
        String name,
        String settings,
        @Nullable String mesh,
        @Nullable String reason,
        List<Port> ports,
        List<Option> options,
        SortedMap<String, String> annotations,
        List<Pods> pods,
        List<String> warnings,
        List<String> notes,
        List<String> toDo) {

    public WorkloadDocument {
        ports = List.copyOf(ports);
        options = List.copyOf(options);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        pods = List.copyOf(pods);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        toDo = List.copyOf(toDo);
    }

    /**
     * A port, and what a decision about it rests on.
     *
     * @param port its number, or the name that is no port of the container
     * @param callers what calls it, such as {@code web readiness httpGet}; none where the user named it
     * @param verdict {@code bypass}, {@code leave} or {@code fine}
     * @param routes what leads to it, each as kind and name
     * @param guard what guards it, {@code null} if nothing does
     * @param mutualTls {@code strict}, {@code permissive}, {@code disable} or {@code unseen}
     */
    public record Port(
            PortDocument.IntOrString port,
            List<String> callers,
            String verdict,
            String reason,
            String explanation,
            List<String> routes,
            @Nullable String guard,
            String mutualTls) {

        public Port {
            callers = List.copyOf(callers);
            routes = List.copyOf(routes);
        }
    }

    /**
     * Something that was said.
     *
     * @param level {@code pod}, {@code namespace} or {@code installation}
     */
    public record Option(String name, String level, String value) {}

    /**
     * Pods that are alike.
     *
     * @param names in order
     * @param annotations what they have, of those that matter
     * @param sidecar whether they have the mesh's
     * @param upToDate whether a pod that is created now would be like them
     */
    public record Pods(List<String> names, SortedMap<String, String> annotations, boolean sidecar, boolean upToDate) {

        public Pods {
            names = List.copyOf(names);
            annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        }
    }
}
