package dev.probebypass.check;

import dev.probebypass.operator.WebhookOrder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Istio's revisions as the configurations of its injectors name them, and the namespaces whose labels choose each.
 *
 * @param users the names of namespaces by revision; every revision has an entry
 * @param tags the revision that each tag stands for
 */
record InjectorRevisions(NavigableMap<String, NavigableSet<String>> users, Map<String, String> tags) {

    static final String DEFAULT = "default";
    static final String REVISION = "istio.io/rev";

    private static final String TAG = "istio.io/tag";
    private static final String INJECTION = "istio-injection";

    static InjectorRevisions of(List<MutatingWebhookConfiguration> webhooks, List<Namespace> namespaces) {
        InjectorRevisions revisions = new InjectorRevisions(new TreeMap<>(), new HashMap<>());
        webhooks.stream().filter(WebhookOrder::injects).forEach(revisions::add);
        namespaces.forEach(revisions::use);
        return revisions;
    }

    private void add(MutatingWebhookConfiguration injector) {
        String revision = WebhookOrder.revisionOf(injector);
        users.putIfAbsent(revision, new TreeSet<>());
        Optional.ofNullable(labels(injector.getMetadata()).get(TAG)).ifPresent(tag -> tags.put(tag, revision));
    }

    private void use(Namespace namespace) {
        Map<String, String> labels = labels(namespace.getMetadata());
        boolean isGoing = namespace.getMetadata().getDeletionTimestamp() != null;
        if (!isGoing && !"false".equals(labels.get(CheckPods.ENABLED))) {
            chosenBy(labels)
                    .map(users::get)
                    .ifPresent(names -> names.add(namespace.getMetadata().getName()));
        }
    }

    /** The revision that a namespace's labels choose, empty if they leave it to the pod, or want none. */
    Optional<String> chosenBy(Map<String, String> labels) {
        if (labels.containsKey(INJECTION)) {
            return "enabled".equals(labels.get(INJECTION)) ? Optional.of(resolve(DEFAULT)) : Optional.empty();
        }
        return Optional.ofNullable(labels.get(REVISION)).map(this::resolve);
    }

    /** The labels with which a pod is of that revision in a namespace with these labels, empty if there are none. */
    Optional<Map<String, String>> podLabels(String revision, Map<String, String> namespaceLabels) {
        if (namespaceLabels.containsKey(INJECTION) || namespaceLabels.containsKey(REVISION)) {
            return chosenBy(namespaceLabels).filter(revision::equals).map(_ -> Map.of());
        }
        return Optional.of(resolve(DEFAULT).equals(revision) ? Map.of() : Map.of(REVISION, revision));
    }

    private String resolve(String name) {
        return tags.getOrDefault(name, name);
    }

    static Map<String, String> labels(ObjectMeta metadata) {
        return Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
    }
}
