package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.WatchedKind;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks an API server which kinds it serves: one small request, and one more for each version of an API group that is there and
 * may have such kinds.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api">Discovery API</a>
 */
final class KindDiscovery {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    KindDiscovery(KubernetesClient client) {
        this.client = client;
    }

    /** What an API server says of a kind. */
    sealed interface Answer {

        /** Who may can list and watch it. */
        record Served() implements Answer {}

        /** There is no such kind. */
        record Absent() implements Answer {}

        /**
         * Nothing.
         *
         * @param why in a few words, the same for the same cause
         */
        record Unknown(String why) implements Answer {}
    }

    /** An answer for each of the kinds; blocks. */
    Map<WatchedKind, Answer> ask(Collection<WatchedKind> kinds) {
        Map<WatchedKind, Answer> answers = new HashMap<>();
        try {
            Set<String> versions = versions();
            kinds.stream()
                    .collect(Collectors.groupingBy(WatchedKind::apiVersion))
                    .forEach((version, ofVersion) -> answers.putAll(
                            versions.contains(version)
                                    ? ask(version, ofVersion)
                                    : answers(ofVersion, _ -> new Answer.Absent())));
            return answers;
        } catch (KubernetesClientException failed) {
            return answers(kinds, _ -> unknown(failed));
        }
    }

    /** A group that does not answer, as that of another server behind the API server, says nothing of the others. */
    private Map<WatchedKind, Answer> ask(String version, List<WatchedKind> kinds) {
        try {
            Set<String> plurals = plurals(version);
            return answers(kinds, kind -> plurals.contains(kind.plural()) ? new Answer.Served() : new Answer.Absent());
        } catch (KubernetesClientException failed) {
            return answers(kinds, _ -> unknown(failed));
        }
    }

    private static Map<WatchedKind, Answer> answers(
            Collection<WatchedKind> kinds, Function<WatchedKind, Answer> answer) {
        return kinds.stream().collect(Collectors.toMap(Function.identity(), answer));
    }

    private Answer unknown(KubernetesClientException failed) {
        return new Answer.Unknown(
                ClientErrors.describe(failed, client.getMasterUrl().toString()));
    }

    private Set<String> versions() {
        Set<String> versions = new HashSet<>();
        JsonNode groups = read("/apis", "APIGroupList")
                .orElseThrow(() -> new KubernetesClientException("there is no list of API groups"));
        for (JsonNode group : groups.path("groups")) {
            group.path("versions")
                    .forEach(each -> versions.add(each.path("groupVersion").asText()));
        }
        return versions;
    }

    private Set<String> plurals(String version) {
        Set<String> plurals = new HashSet<>();
        read("/apis/" + version, "APIResourceList")
                .ifPresent(list -> list.path("resources")
                        .forEach(each -> plurals.add(each.path("name").asText())));
        return plurals;
    }

    /** Empty if there is nothing at that path. Anything else than what was asked for is a failure, and no empty list. */
    private Optional<JsonNode> read(String path, String kind) {
        String text = client.raw(path);
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("kind").asText().equals(kind)) {
                return Optional.of(json);
            }
        } catch (JsonProcessingException _) {
            // Said below: what the parser says has places in it that differ from time to time.
        }
        throw new KubernetesClientException("the answer to GET %s is no %s".formatted(path, kind));
    }
}
