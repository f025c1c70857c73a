package dev.probebypass.check;

import dev.probebypass.mesh.Interest;
import dev.probebypass.objects.WatchedKind;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sources of routes, and the policies, that servers do not read: a port to which only such routes lead, or that such a policy
 * guards, bypasses the sidecar. The servers are those of the
 * Deployment that is called as the Service that our webhook configuration calls.
 *
 * @param webhookConfiguration the name of ours
 * @param kinds that each source reads, by its name
 * @param callers the names of sources that lead nowhere and say who calls
 * @param policies kinds of policies that servers read
 * @param sources the names of those that a container with such arguments reads, empty if it is no server
 */
public record UnreadKinds(
        KubernetesClient client,
        String webhookConfiguration,
        Map<String, List<WatchedKind>> kinds,
        List<String> callers,
        List<Interest.Policy> policies,
        Function<List<String>, Optional<List<String>>> sources) {

    /** In the order in which they came. */
    public UnreadKinds {
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        callers = List.copyOf(callers);
        policies = List.copyOf(policies);
    }

    /** A sentence about each; none where nobody may look. */
    public List<String> notes() {
        try {
            return servers().deployment().stream().flatMap(this::notes).toList();
        } catch (KubernetesClientException refused) {
            return List.of();
        }
    }

    private CalledServers servers() {
        return new CalledServers(client, webhookConfiguration);
    }

    private Stream<String> notes(Deployment deployment) {
        Optional<List<String>> read = CalledServers.arguments(deployment)
                .flatMap(arguments -> sources.apply(arguments).stream())
                .findFirst();
        if (read.isEmpty()) {
            return Stream.empty();
        }
        Stream<String> ofRoutes = kinds.entrySet().stream()
                .flatMap(source -> read.get().contains(source.getKey())
                        ? source.getValue().stream().flatMap(kind -> forbidden(deployment, source.getKey(), kind))
                        : Stream.of(off(source.getKey())));
        return Stream.concat(ofRoutes, policies.stream().flatMap(policy -> forbidden(deployment, policy)));
    }

    private String off(String source) {
        return "Servers do not read objects of kind %s (--route-sources, routeSources): %s."
                .formatted(source, unread(source));
    }

    /** What follows where a source is not read. */
    private String unread(String source) {
        return callers.contains(source)
                ? "warnings say less of who calls a port, and none of them guards one"
                : "a port to which only one leads bypasses the sidecar";
    }

    /** A kind that nobody serves need not be permitted. */
    private Stream<String> forbidden(Deployment deployment, String source, WatchedKind kind) {
        return isServed(kind) && !servers().mayRead(deployment, kind.group(), kind.plural())
                ? Stream.of("Servers may not list and watch %s: %s. Let them, or leave %s out of --route-sources."
                        .formatted(kind.resource(), unread(source), kind.kind()))
                : Stream.empty();
    }

    private Stream<String> forbidden(Deployment deployment, Interest.Policy policy) {
        WatchedKind kind = policy.kind();
        return isServed(kind) && !servers().mayRead(deployment, kind.group(), kind.plural())
                ? Stream.of("Servers may not list and watch %s: %s. Let them."
                        .formatted(policy.kind().resource(), policy.unread()))
                : Stream.empty();
    }

    private boolean isServed(WatchedKind kind) {
        APIResourceList served = client.getApiResources(kind.apiVersion());
        return served != null
                && served.getResources().stream()
                        .anyMatch(resource -> resource.getName().equals(kind.plural()));
    }
}
