package dev.probebypass.check;

import dev.probebypass.text.Spelling;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds an object by a type and a name as {@code kubectl get} does: whatever the API server serves, by any of its names. */
public record WorkloadFinder(KubernetesClient client, String namespace) {

    /** Where nearly all workloads are, asked before all others. */
    private static final List<String> FIRST = List.of("v1", "apps/v1", "batch/v1");

    /**
     * The object.
     *
     * @param type such as {@code deploy}, {@code deployments}, {@code Deployment} or {@code rollouts.argoproj.io}
     * @throws UnknownWorkloadException if there is no such type or object, or it may not be read
     */
    public GenericKubernetesResource find(String type, String name) throws UnknownWorkloadException {
        try {
            ResourceDefinitionContext context = context(served(called(type.toLowerCase(Locale.ROOT))))
                    .orElseThrow(() -> new UnknownWorkloadException(
                            "the API server serves no namespaced type \"%s\"".formatted(type)));
            GenericKubernetesResource found = client.genericKubernetesResources(context)
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            if (found == null) {
                throw new UnknownWorkloadException("there is no %s %s in the namespace %s%s"
                        .formatted(context.getKind(), name, namespace, nearest(context, name)));
            }
            return found;
        } catch (KubernetesClientException refused) {
            throw new UnknownWorkloadException("%s/%s can't be read: %s"
                    .formatted(
                            type,
                            name,
                            Optional.ofNullable(refused.getMessage()).orElse("no reason is given")));
        }
    }

    /** The object that controls another, empty if there is none any more or it can't be read. */
    Optional<GenericKubernetesResource> find(String apiVersion, String kind, String name) {
        try {
            return context(served(apiVersion)
                            .filter(resource -> resource.getKind().equals(kind)))
                    .map(context -> client.genericKubernetesResources(context)
                            .inNamespace(namespace)
                            .withName(name)
                            .get());
        } catch (KubernetesClientException refused) {
            return Optional.empty();
        }
    }

    private String nearest(ResourceDefinitionContext context, String name) {
        List<String> names =
                client.genericKubernetesResources(context).inNamespace(namespace).list().getItems().stream()
                        .map(each -> each.getMetadata().getName())
                        .toList();
        return Spelling.nearest(name, names)
                .map(other -> "; did you mean " + other + "?")
                .orElse(names.isEmpty() ? ", nor any other" : "");
    }

    private static Predicate<APIResource> called(String type) {
        return resource -> names(resource)
                .anyMatch(name -> type.equals(name)
                        || type.equals(name + "."
                                + Optional.ofNullable(resource.getGroup()).orElse("")));
    }

    private static Stream<String> names(APIResource resource) {
        return Stream.of(
                        Stream.of(resource.getName(), resource.getKind().toLowerCase(Locale.ROOT)),
                        Stream.ofNullable(resource.getSingularName()),
                        Optional.ofNullable(resource.getShortNames()).stream().flatMap(List::stream))
                .flatMap(each -> each);
    }

    private Stream<APIResource> served(Predicate<APIResource> wanted) {
        return Stream.concat(FIRST.stream(), others()).flatMap(this::served).filter(wanted);
    }

    /** The preferred versions of all groups, asked for only where the first do not have it. */
    private Stream<String> others() {
        return Stream.of(client)
                .flatMap(each -> each.getApiGroups().getGroups().stream())
                .map(WorkloadFinder::version)
                .filter(version -> !FIRST.contains(version));
    }

    private static String version(APIGroup group) {
        return group.getPreferredVersion().getGroupVersion();
    }

    /** The namespaced types of a version, each with its group and version. */
    private Stream<APIResource> served(String groupVersion) {
        APIResourceList list = client.getApiResources(groupVersion);
        int slash = groupVersion.indexOf('/');
        return Stream.ofNullable(list)
                .flatMap(each -> each.getResources().stream())
                .filter(resource ->
                        resource.getNamespaced() && resource.getName().indexOf('/') < 0)
                .map(resource -> resource.toBuilder()
                        .withGroup(slash < 0 ? "" : groupVersion.substring(0, slash))
                        .withVersion(groupVersion.substring(slash + 1))
                        .build());
    }

    private static Optional<ResourceDefinitionContext> context(Stream<APIResource> resources) {
        return resources
                .findFirst()
                .map(resource -> new ResourceDefinitionContext.Builder()
                        .withGroup(resource.getGroup())
                        .withVersion(resource.getVersion())
                        .withKind(resource.getKind())
                        .withPlural(resource.getName())
                        .withNamespaced(true)
                        .build());
    }
}
