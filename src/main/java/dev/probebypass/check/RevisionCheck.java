package dev.probebypass.check;

import dev.probebypass.mesh.Injection;
import dev.probebypass.mesh.InjectorUsers;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.operator.InjectorModes;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A check of a mesh's configurations, by pods that are created in dry runs: whether the servers see the configuration of each, and if
 * not, what its injector does and what to set.
 *
 * @param namespace where pods are created, if its labels leave the choice of a revision to them
 * @param mesh whose configurations are checked
 * @param meshNamespaces where they are kept
 * @param webhookConfiguration ours
 */
public record RevisionCheck(
        KubernetesClient client, Mesh mesh, String namespace, List<String> meshNamespaces, String webhookConfiguration)
        implements InjectorModes {

    private static final String OURS = Integer.toString(CheckPods.PORT);

    /**
     * What there is to say of one revision.
     *
     * @param isGood whether nothing has to be done
     * @param message in sentences
     */
    public record Row(String revision, boolean isGood, String message) {}

    /** A namespace, and the labels that make a pod there one of the revision. */
    private record Place(String namespace, Map<String, String> labels) {

        private Place {
            labels = Map.copyOf(labels);
        }
    }

    public RevisionCheck {
        meshNamespaces = List.copyOf(meshNamespaces);
    }

    /** A row for each revision that the configuration of an injector names; none for those who may not list them. */
    public List<Row> run() {
        SeenInjectors seen = SeenInjectors.by(client, mesh);
        List<Row> rows = new ArrayList<>();
        seen.revisions().users().forEach((revision, users) -> rows.add(row(revision, seen)));
        return rows;
    }

    /** By what an injector makes of a pod. */
    @Override
    public Optional<Boolean> usesPlugin(String revision) {
        return place(revision, SeenInjectors.by(client, mesh))
                .flatMap(this::injection)
                .map(Injection::usesPlugin);
    }

    private Optional<Injection> injection(Place where) {
        return create(pods().forTheInjector(where.namespace(), where.labels()))
                .flatMap(pod -> mesh.injectors().injection(ClientObjects.read(pod)));
    }

    /** The namespace we were told, else one that uses the revision. */
    private Optional<Place> place(String revision, SeenInjectors seen) {
        InjectorUsers revisions = seen.revisions();
        NavigableSet<String> users = revisions.users().getOrDefault(revision, new TreeSet<>());
        return seen.namespaces().stream()
                .filter(each -> each.getMetadata().getName().equals(namespace)
                        || users.contains(each.getMetadata().getName()))
                .sorted((one, other) -> Boolean.compare(isOurs(other), isOurs(one)))
                .flatMap(each -> revisions
                        .podLabels(revision, SeenInjectors.labels(each))
                        .map(labels -> new Place(each.getMetadata().getName(), labels))
                        .stream())
                .findFirst();
    }

    private boolean isOurs(Namespace each) {
        return each.getMetadata().getName().equals(namespace);
    }

    private Row row(String revision, SeenInjectors seen) {
        NavigableSet<String> users = seen.revisions().users().getOrDefault(revision, new TreeSet<>());
        Optional<Place> place = place(revision, seen);
        String subject = "%s (%s)".formatted(mesh.describe(revision), describe(users));
        Optional<Pod> asking =
                place.flatMap(where -> create(pods().askingForTheList(where.namespace(), where.labels())));
        Optional<ConfigMapTrouble> trouble = trouble(revision);
        boolean isGood = trouble.filter(ConfigMapTrouble::isSure).isEmpty() || users.isEmpty();
        if (asking.isEmpty()) {
            return new Row(
                    revision,
                    isGood,
                    "%s was not tried: no pod of it can be created in %s.%s"
                            .formatted(
                                    subject,
                                    namespace,
                                    trouble.map(why -> " " + why.sentence()).orElse("")));
        }
        if (isPatched(asking.get())
                && (isPatchedFirst(asking.get()) || seen.isCalledBefore(webhookConfiguration, revision, mesh))) {
            return new Row(
                    revision,
                    isGood,
                    subject + " is seen" + trouble.map(this::stale).orElse("."));
        }
        return new Row(revision, users.isEmpty(), unseen(subject, revision, place));
    }

    private String stale(ConfigMapTrouble trouble) {
        return trouble.isSure()
                ? " as it was last, and not by a server that starts now: " + trouble.sentence()
                : " by the values of mesh.%s, or as it was last and then not by a server that starts now: %s"
                        .formatted(mesh.name(), trouble.sentence());
    }

    private String unseen(String subject, String revision, Optional<Place> place) {
        String injected = place.flatMap(this::injection)
                .map(injection -> ", or set what it does: its injector %s. --set '%s'"
                        .formatted(injection.describe(), injection.values()))
                .orElseGet(() ->
                        ", or set mesh.%s; its injector did not take the pod of this check".formatted(mesh.name()));
        return "%s is not seen by the servers, so the ports of its pods are left. %sLet them read ConfigMap %s (mesh.namespaces, mesh.role)%s"
                .formatted(
                        subject,
                        trouble(revision).map(why -> why.sentence() + " ").orElse(""),
                        mesh.configMapOf(revision),
                        injected);
    }

    private static String describe(NavigableSet<String> users) {
        return switch (users.size()) {
            case 0 -> "used by no namespace";
            case 1, 2, 3 -> "used by " + String.join(", ", users);
            default -> "used by %s and %d more".formatted(users.first(), users.size() - 1);
        };
    }

    private static boolean isPatched(Pod pod) {
        return OURS.equals(annotations(pod).get(AnnotationKeys.BYPASSED_PORTS));
    }

    /** Before the injector came: after it a pod of a revision that nobody sees is patched too, where there is time. */
    private boolean isPatchedFirst(Pod pod) {
        return mesh.injectors()
                .injection(ClientObjects.read(pod))
                .map(injection -> injection.followsExclusionOf(CheckPods.PORT))
                .orElse(true);
    }

    private CheckPods pods() {
        return new CheckPods(mesh.injectors().trialPod());
    }

    private Optional<ConfigMapTrouble> trouble(String revision) {
        return ConfigMapTrouble.of(client, mesh, revision, meshNamespaces);
    }

    private static Map<String, String> annotations(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
    }

    private Optional<Pod> create(Pod pod) {
        try {
            return Optional.of(client.resource(pod).dryRun().create());
        } catch (KubernetesClientException refused) {
            return Optional.empty();
        }
    }
}
