package dev.probebypass.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Estimates how many bytes of memory what is kept of an object takes. */
public final class ObjectSize {

    /** What an object takes beside its texts and its {@linkplain #name place}. */
    public static final int OBJECT = 100;

    /** What an object takes that only refers to a few others. */
    public static final int REFERENCES = 24;

    private static final int LATIN = 0xFF;
    private static final int TEXT = 48;
    private static final int NODE = 32;

    private static final int NAME = 112;

    private ObjectSize() {}

    /** The bytes that an object's name takes, in a cache and among the keys of a watch; never zero. */
    public static long name(ObjectKey key) {
        return NAME + text(key.name()) + text(key.toString());
    }

    /** The bytes of an object of which all is kept that was read; never zero. */
    public static long of(JsonNode json) {
        return OBJECT + node(json);
    }

    private static long node(JsonNode node) {
        long bytes = NODE + (node.isTextual() ? text(node.textValue()) : 0);
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                bytes += text(field.getKey()) + node(field.getValue());
            }
        } else {
            for (JsonNode element : node) {
                bytes += node(element);
            }
        }
        return bytes;
    }

    /** The bytes of a map of texts. */
    public static long texts(Map<String, String> texts) {
        long bytes = 0;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            bytes += NODE + text(each.getKey()) + text(each.getValue());
        }
        return bytes;
    }

    /** The bytes of a text: one of Latin-1 takes a byte for each character, any other two. */
    public static long text(String text) {
        return TEXT + (text.chars().allMatch(character -> character <= LATIN) ? 1L : 2L) * text.length();
    }
}
