package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.text.PathSegment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What we ask an API server. Objects are read without the client's model of them: an object that does not fit the model would
 * end the watch.
 */
final class WatchedResources {

    /** The names of what is watched, as in {@link WatchState#resource()}. */
    static final String SERVICES = "services";

    static final String NAMESPACES = "namespaces";
    static final String CONFIG_MAPS = "configmaps";

    /**
     * Objects in a page, where lists come in pages. The client reads a page whole before anybody sees an object of it, and an
     * object may have a mebibyte and a half: this many must fit into a small heap beside everything.
     */
    private static final long PAGE = 5;

    private static final String WEBHOOK_CONFIGURATIONS =
            "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final FirstLists lists;
    private final KindDiscovery discovery;

    WatchedResources(KubernetesClient client) {
        this.client = client;
        this.lists = new FirstLists(client);
        this.discovery = new KindDiscovery(client);
    }

    /**
     * A set of objects to follow.
     *
     * @param kind such as {@code Service}
     * @param resource the plural, with a name where only one object is meant
     * @param plural what to call one of them, together with its key
     */
    record Query(
            String kind,
            String resource,
            String plural,
            Informable<GenericKubernetesResource> objects,
            FirstLists lists,
            String server) {

        /** A new informer, not started; blocks while it is asked how the API server lists. */
        SharedIndexInformer<GenericKubernetesResource> informer() {
            lists.prepare();
            return objects.runnableInformer(0);
        }

        /** Whether first lists come as streams. */
        boolean isStreaming() {
            return lists.areStreams();
        }

        /** Why a watch, or its first list, is gone, as far as the API server says it to somebody who asks anything; blocks. */
        Throwable whyGone() {
            return lists.whyGone();
        }

        /** Whether another informer may fare better after that failure at once. */
        boolean listsOtherwiseAfter(Throwable failure) {
            return lists.areRefused(failure);
        }

        String describe(Throwable failure) {
            return ClientErrors.describe(failure, server);
        }
    }

    Query services() {
        return query(
                ClusterObject.SERVICE,
                SERVICES,
                SERVICES,
                client.genericKubernetesResources(core("Service", SERVICES, true))
                        .inAnyNamespace()
                        .withLimit(PAGE));
    }

    Query namespaces() {
        return query(
                ClusterObject.NAMESPACE,
                NAMESPACES,
                NAMESPACES,
                client.genericKubernetesResources(core("Namespace", NAMESPACES, false))
                        .withLimit(PAGE));
    }

    /** One ConfigMap by its name: a permission can be bound to that, and no other ConfigMap is ever read. */
    Query configMap(ObjectKey key) {
        return query(
                ClusterObject.CONFIG_MAP,
                CONFIG_MAPS + " " + key,
                CONFIG_MAPS,
                client.genericKubernetesResources(core("ConfigMap", CONFIG_MAPS, true))
                        .inNamespace(key.namespace().orElseThrow())
                        .withName(key.name()));
    }

    /** Asks which kinds are served; blocks. */
    Map<WatchedKind, KindDiscovery.Answer> served(Collection<WatchedKind> kinds) {
        return discovery.ask(kinds);
    }

    /** The objects of a kind, as far as its selector goes. */
    Query kind(WatchedKind kind) {
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(kind.namespaced())
                .build();
        return query(
                kind.id(),
                kind.resource(),
                kind.resource(),
                client.genericKubernetesResources(context)
                        .inAnyNamespace()
                        .withLabelSelector(kind.labelSelector().orElse(""))
                        .withLimit(PAGE));
    }

    /** Asks for one Namespace, of whatever name somebody has written down; blocks. */
    Optional<ClusterObject> namespace(String name) {
        if (!PathSegment.canBe(name)) {
            return Optional.empty();
        }
        return Optional.ofNullable(client.genericKubernetesResources(core("Namespace", NAMESPACES, false))
                        .withName(PathSegment.encode(name))
                        .get())
                .map(InformerObjects::json)
                .map(json -> new ClusterObject(ClusterObject.NAMESPACE, ObjectKey.clusterScoped(name), json));
    }

    /** Asks for one MutatingWebhookConfiguration, all of it; blocks. */
    Optional<JsonNode> webhookConfiguration(String name) {
        try {
            String json = client.raw(WEBHOOK_CONFIGURATIONS + PathSegment.encode(name));
            return json == null ? Optional.empty() : Optional.of(JSON.readTree(json));
        } catch (KubernetesClientException | JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private Query query(String kind, String resource, String plural, Informable<GenericKubernetesResource> objects) {
        return new Query(
                kind, resource, plural, objects, lists, client.getMasterUrl().toString());
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
