package dev.probebypass.inject;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probebypass.inject.StyledYaml.Styled;
import dev.probebypass.manifests.ManifestText;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.manifests.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for manifests in whatever style somebody wrote them. */
class AnyManifestTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> KEYS = List.of("x.dev/ports", "x.dev/record", "a/b");
    private static final List<String> VALUES = List.of("8081", "1,2", "yes", "", "a b");

    @Property(tries = 1000)
    void saysTheSameAndTheAnnotationsAndKeepsEveryComment(@ForAll long seed) throws Exception {
        Random chance = new Random(seed);
        Styled styled = StyledYaml.write(documents(chance), chance);
        List<ManifestText> texts = read(styled.text());
        List<Injection> injections = injections(texts, chance);

        Injected injected = ManifestInjector.inject(texts, injections);

        assertThat(injected.notes()).isEmpty();
        assertThat(documents(injected.text())).isEqualTo(expected(texts, injections));
        assertThat(styled.commentLines()).allMatch(injected.text()::contains);
        assertThat(injections.stream().anyMatch(AnyManifestTest::takesAway) ? List.<String>of() : styled.comments())
                .allMatch(injected.text()::contains);
        assertThat(again(injected.text(), injections)).isEqualTo(injected.text());
    }

    private static List<JsonNode> documents(Random chance) {
        List<JsonNode> documents = new ArrayList<>();
        for (int count = chance.nextInt(3); count >= 0; count--) {
            documents.add(chance.nextInt(4) == 0 ? list(chance) : workload(chance));
        }
        return documents;
    }

    private static JsonNode list(Random chance) {
        ObjectNode list = JSON.objectNode().put("apiVersion", "v1").put("kind", "List");
        for (int count = chance.nextInt(3); count >= 0; count--) {
            list.withArray("items").add(workload(chance));
        }
        return list;
    }

    private static JsonNode workload(Random chance) {
        if (chance.nextInt(3) == 0) {
            ObjectNode pod = template(chance, JSON.objectNode().put("kind", "Pod"));
            return pod;
        }
        ObjectNode workload = JSON.objectNode();
        workload.put("apiVersion", "apps/v1").put("kind", "Deployment");
        workload.putObject("metadata")
                .put("name", "web")
                .putObject("annotations")
                .put("a/b", "of the workload");
        workload.set("spec", JSON.objectNode().put("replicas", 2).set("template", template(chance, JSON.objectNode())));
        return workload;
    }

    private static ObjectNode template(Random chance, ObjectNode template) {
        JsonNode spec = JSON.objectNode()
                .set(
                        "containers",
                        JSON.arrayNode()
                                .add(JSON.objectNode().put("name", "web").putNull("image")));
        boolean isBehind = chance.nextInt(4) == 0;
        if (isBehind) {
            template.set("spec", spec);
        }
        switch (chance.nextInt(6)) {
            case 0 -> template.putNull("metadata");
            case 1 -> template.remove("metadata");
            default -> template.set("metadata", metadata(chance));
        }
        return isBehind ? template : template.set("spec", spec);
    }

    private static JsonNode metadata(Random chance) {
        ObjectNode metadata = JSON.objectNode().put("name", "web");
        ObjectNode annotations = JSON.objectNode();
        KEYS.stream().filter(_ -> chance.nextBoolean()).forEach(key -> annotations.put(key, any(VALUES, chance)));
        switch (chance.nextInt(5)) {
            case 0 -> metadata.putNull("annotations");
            case 1 -> metadata.remove("annotations");
            default -> metadata.set("annotations", annotations);
        }
        if (chance.nextBoolean()) {
            metadata.putObject("labels").put("app", "web");
        }
        return metadata;
    }

    /** Takes away only what is there, as a plan does. */
    private static List<Injection> injections(List<ManifestText> texts, Random chance) {
        List<Injection> injections = new ArrayList<>();
        for (PodSource pod : pods(texts)) {
            Map<String, Optional<String>> changes = new LinkedHashMap<>();
            for (String key : KEYS) {
                boolean isThere = pod.pod().path("metadata").path("annotations").has(key);
                switch (chance.nextInt(4)) {
                    case 0 -> {}
                    case 1 -> changes.put(key, isThere ? Optional.empty() : Optional.of("new"));
                    default -> changes.put(key, Optional.of(any(VALUES, chance)));
                }
            }
            if (!changes.isEmpty()) {
                injections.add(new Injection(pod.origin(), changes));
            }
        }
        return injections;
    }

    private static String any(List<String> values, Random chance) {
        return values.get(chance.nextInt(values.size()));
    }

    private static List<JsonNode> expected(List<ManifestText> texts, List<Injection> injections) {
        List<JsonNode> documents = new ArrayList<>(texts.getFirst().documents().stream()
                .<JsonNode>map(JsonNode::deepCopy)
                .toList());
        for (Injection injection : injections) {
            JsonNode target = documents.get(injection.origin().document() - 1).at(injection.target());
            ObjectNode annotations = object(object((ObjectNode) target, "metadata"), "annotations");
            injection.changes().forEach((key, value) -> {
                annotations.remove(key);
                value.ifPresent(text -> annotations.put(key, text));
            });
        }
        return documents;
    }

    private static ObjectNode object(ObjectNode parent, String key) {
        return parent.path(key).isObject() ? (ObjectNode) parent.get(key) : parent.putObject(key);
    }

    /** With the comment in its line. */
    private static boolean takesAway(Injection injection) {
        return injection.changes().containsValue(Optional.empty());
    }

    private static String again(String text, List<Injection> injections) throws UnreadableInputException {
        List<Injection> same = injections.stream()
                .map(injection -> new Injection(injection.origin(), sets(injection)))
                .toList();
        return ManifestInjector.inject(read(text), same).text();
    }

    private static Map<String, Optional<String>> sets(Injection injection) {
        Map<String, Optional<String>> sets = new LinkedHashMap<>(injection.changes());
        sets.values().removeIf(Optional::isEmpty);
        return sets;
    }

    private static List<PodSource> pods(List<ManifestText> texts) {
        return Manifests.in(texts, "default").pods();
    }

    private static List<JsonNode> documents(String text) throws UnreadableInputException {
        return read(text).getFirst().documents();
    }

    private static List<ManifestText> read(String text) throws UnreadableInputException {
        return ManifestText.read(List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
