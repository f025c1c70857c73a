package dev.probebypass.pod;

import java.util.Set;

/** What the names of ports say of what they are for. */
public final class PortNames {

    /** What a name may say beside that: how the port is called. */
    private static final Set<String> PROTOCOLS = Set.of("http", "https", "http2", "tcp", "port");

    private PortNames() {}

    /** Whether a name says one of the words, and nothing else but how the port is called: {@code http-metrics}. */
    public static boolean says(String name, Set<String> words) {
        boolean found = false;
        for (String part : name.split("-", -1)) {
            boolean isWord = words.contains(part);
            if (!isWord && !PROTOCOLS.contains(part)) {
                return false;
            }
            found |= isWord;
        }
        return found;
    }
}
