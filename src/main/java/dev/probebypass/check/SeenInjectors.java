package dev.probebypass.check;

import dev.probebypass.mesh.InjectorUsers;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.operator.WebhookOrder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The injectors of a mesh, and the namespaces whose pods they may take.
 *
 * @param revisions who uses each configuration
 */
record SeenInjectors(
        InjectorUsers revisions, List<Namespace> namespaces, List<MutatingWebhookConfiguration> injectors) {

    SeenInjectors {
        namespaces = List.copyOf(namespaces);
        injectors = List.copyOf(injectors);
    }

    /** What is there now, nothing for those who may not list it. */
    static SeenInjectors by(KubernetesClient client, Mesh mesh) {
        try {
            return of(
                    client.namespaces().list().getItems(),
                    client.admissionRegistration()
                            .v1()
                            .mutatingWebhookConfigurations()
                            .list()
                            .getItems(),
                    mesh);
        } catch (KubernetesClientException refused) {
            return of(List.of(), List.of(), mesh);
        }
    }

    private static SeenInjectors of(
            List<Namespace> namespaces, List<MutatingWebhookConfiguration> webhooks, Mesh mesh) {
        List<MutatingWebhookConfiguration> injectors = webhooks.stream()
                .filter(each -> WebhookOrder.mesh(each).equals(Optional.of(mesh)))
                .toList();
        InjectorUsers users = mesh.injectors()
                .users(injectors.stream().map(WebhookOrder::labels).toList(), choosing(namespaces));
        return new SeenInjectors(users, namespaces, injectors);
    }

    /** Those that are going, or have opted out, use nothing. */
    private static Map<String, Map<String, String>> choosing(List<Namespace> namespaces) {
        return namespaces.stream()
                .filter(each -> each.getMetadata().getDeletionTimestamp() == null)
                .filter(each -> !"false".equals(labels(each).get(AnnotationKeys.ENABLED)))
                .collect(Collectors.toMap(each -> each.getMetadata().getName(), SeenInjectors::labels));
    }

    static Map<String, String> labels(Namespace namespace) {
        return Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
    }

    /** Whether the injector of that revision is called before the configuration of that name. */
    boolean isCalledBefore(String ours, String revision, Mesh mesh) {
        return injectors.stream()
                .filter(injector -> mesh.injectors()
                        .configurationOf(WebhookOrder.labels(injector))
                        .equals(revision))
                .anyMatch(injector -> injector.getMetadata().getName().compareTo(ours) < 0);
    }
}
