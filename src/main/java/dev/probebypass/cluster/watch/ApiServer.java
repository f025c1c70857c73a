package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.cluster.ObjectReader;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Optional;

/**
 * What we ask an API server. Objects are read without the client's model of them: an object that does not fit the model would
 * end the watch.
 */
final class ApiServer {

    /** The names of what is watched, as in {@link WatchState#resource()}. */
    static final String SERVICES = "services";

    static final String NAMESPACES = "namespaces";
    static final String CONFIG_MAPS = "configmaps";
    static final String WEBHOOKS = "mutatingwebhookconfigurations";

    /** Lists come in pages: one of a large cluster at once would not fit into a small heap. */
    private static final long PAGE = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    ApiServer(KubernetesClient client) {
        this.client = client;
    }

    /**
     * A set of objects to follow.
     *
     * @param resource the plural, with a name where only one object is meant
     * @param plural what to call one of them, together with its key
     */
    record Query(String resource, String plural, Informable<GenericKubernetesResource> objects, String server) {

        /** A new informer, not started. */
        SharedIndexInformer<GenericKubernetesResource> informer() {
            return objects.runnableInformer(0);
        }

        String describe(Throwable failure) {
            return Problem.describe(failure, server);
        }
    }

    Query services() {
        return query(
                SERVICES,
                SERVICES,
                client.genericKubernetesResources(core("Service", SERVICES, true))
                        .inAnyNamespace()
                        .withLimit(PAGE));
    }

    Query namespaces() {
        return query(
                NAMESPACES,
                NAMESPACES,
                client.genericKubernetesResources(core("Namespace", NAMESPACES, false))
                        .withLimit(PAGE));
    }

    /** One ConfigMap by its name: a permission can be bound to that, and no other ConfigMap is ever read. */
    Query configMap(ObjectKey key) {
        return query(
                CONFIG_MAPS + " " + key,
                CONFIG_MAPS,
                client.genericKubernetesResources(core("ConfigMap", CONFIG_MAPS, true))
                        .inNamespace(key.namespace())
                        .withName(key.name()));
    }

    /** The webhook configurations that name a revision: the injectors', and those that stand for a tag. */
    Query webhooks() {
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup("admissionregistration.k8s.io")
                .withVersion("v1")
                .withKind("MutatingWebhookConfiguration")
                .withPlural(WEBHOOKS)
                .withNamespaced(false)
                .build();
        return query(
                WEBHOOKS, WEBHOOKS, client.genericKubernetesResources(context).withLabel(ObjectReader.REVISION));
    }

    /** Asks for one Namespace; blocks. */
    Optional<JsonNode> namespace(String name) {
        return Optional.ofNullable(client.genericKubernetesResources(core("Namespace", NAMESPACES, false))
                        .withName(name)
                        .get())
                .map(JSON::valueToTree);
    }

    private Query query(String resource, String plural, Informable<GenericKubernetesResource> objects) {
        return new Query(resource, plural, objects, client.getMasterUrl().toString());
    }

    private static ResourceDefinitionContext core(String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
