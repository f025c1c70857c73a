package dev.probebypass.inject;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How the keys of mappings are written. */
enum Key {
    /** As JSON wants them. */
    QUOTED,
    /** Without quotes where that is safe. */
    PLAIN;

    private static final Pattern SAFE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*(?:[./][A-Za-z0-9_-]+)*");

    /** Words that stand for something else than themselves in YAML 1.1. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    String of(String key) {
        return this == PLAIN && SAFE.matcher(key).matches() && !WORDS.contains(key.toLowerCase(Locale.ROOT))
                ? key
                : TextNode.valueOf(key).toString();
    }
}
