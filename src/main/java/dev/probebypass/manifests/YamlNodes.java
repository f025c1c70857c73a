package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes JSON of one YAML document: aliases and merged mappings resolved, a key that stands twice refused. */
final class YamlNodes {

    /** The tag of a scalar without quotes. */
    static final Tag PLAIN = new Tag("!plain");

    private static final Set<Tag> RESOLVABLE = Set.of(PLAIN, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.NULL, Tag.TIMESTAMP);
    private static final String MERGE = "<<";

    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodesLeft;

    private YamlNodes(int nodesLeft) {
        this.nodesLeft = nodesLeft;
    }

    /**
     * Makes it.
     *
     * @param mostNodes how many values it may have, those that aliases repeat included
     */
    static JsonNode json(Node document, int mostNodes) {
        return new YamlNodes(mostNodes).value(document);
    }

    /** What is wrong, and where. */
    static String problem(MarkedYAMLException invalid) {
        Mark mark = invalid.getProblemMark() == null ? invalid.getContextMark() : invalid.getProblemMark();
        String problem = String.valueOf(invalid.getProblem());
        return mark == null ? problem : "%s (%s)".formatted(problem, position(mark));
    }

    private static String position(Mark mark) {
        return "%d:%d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private JsonNode value(Node node) {
        if (--nodesLeft < 0) {
            throw new InvalidYaml("aliases make the document too large", node.getStartMark());
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (!open.add(node)) {
            throw new InvalidYaml("an alias stands for what it is part of", node.getStartMark());
        }
        JsonNode value = node instanceof MappingNode mapping ? mapping(mapping) : sequence((SequenceNode) node);
        open.remove(node);
        return value;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.BINARY)) {
            return TextNode.valueOf(
                    new String(Base64.getMimeDecoder().decode(scalar.getValue()), StandardCharsets.UTF_8));
        }
        return RESOLVABLE.contains(scalar.getTag())
                ? PlainScalar.resolve(scalar.getValue())
                : TextNode.valueOf(scalar.getValue());
    }

    private ArrayNode sequence(SequenceNode sequence) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sequence.getValue().forEach(element -> array.add(value(element)));
        return array;
    }

    private ObjectNode mapping(MappingNode mapping) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (isMerge(entry.getKeyNode())) {
                merged.add(entry.getValueNode());
            } else if (object.replace(key(entry.getKeyNode()), value(entry.getValueNode())) != null) {
                throw new InvalidYaml(
                        "the key \"%s\" stands there twice".formatted(key(entry.getKeyNode())),
                        entry.getKeyNode().getStartMark());
            }
        }
        merged.forEach(node -> merge(node, object));
        return object;
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.getTag().equals(PLAIN)
                && scalar.getValue().equals(MERGE);
    }

    /** What is there already stays. */
    private void merge(Node node, ObjectNode object) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> merge(element, object));
        } else if (value(node) instanceof ObjectNode other) {
            other.forEachEntry(object::putIfAbsent);
        } else {
            throw new InvalidYaml("only a mapping can be merged into another", node.getStartMark());
        }
    }

    private static String key(Node node) {
        if (node instanceof ScalarNode scalar && !scalar(scalar).isNull()) {
            return scalar(scalar).asText();
        }
        throw new InvalidYaml("a key has to be a text", node.getStartMark());
    }

    private static final class InvalidYaml extends MarkedYAMLException {

        InvalidYaml(String problem, @Nullable Mark mark) {
            super(null, null, problem, mark);
        }
    }
}
