package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.ApiVisitor;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All objects of a cluster that bear our name or are in our namespace, whatever their kind. */
final class Inventory implements ApiVisitor {

    /** What every namespace has, and what nobody takes away. */
    private static final List<String> EVERYWHERE =
            List.of("default", "kube-root-ca.crt", "istio-ca-root-cert", "istio-ca-crl");

    private final Set<String> found = new HashSet<>();

    private Inventory() {}

    static Set<String> of(KubernetesClient client) {
        Inventory inventory = new Inventory();
        client.visitResources(inventory);
        return inventory.found;
    }

    @Override
    public ApiVisitResult visitResource(
            String group,
            String version,
            APIResource type,
            MixedOperation<
                            GenericKubernetesResource,
                            GenericKubernetesResourceList,
                            Resource<GenericKubernetesResource>>
                    operation) {
        if (type.getVerbs().contains("list") && !type.getKind().equals("Event")) {
            (type.getNamespaced() ? operation.inAnyNamespace() : operation)
                    .list().getItems().stream()
                            .filter(Inventory::isOurs)
                            .forEach(object -> found.add("%s %s"
                                    .formatted(
                                            type.getKind(), object.getMetadata().getName())));
        }
        return ApiVisitResult.CONTINUE;
    }

    private static boolean isOurs(HasMetadata object) {
        String name = object.getMetadata().getName();
        boolean isInOurNamespace = Webhook.NAMESPACE.equals(object.getMetadata().getNamespace());
        return !EVERYWHERE.contains(name) && (isInOurNamespace || name.contains(Webhook.NAME));
    }
}
