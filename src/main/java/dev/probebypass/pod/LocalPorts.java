package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds ports of this host in texts, such as {@code --upstream=http://localhost:3000}. */
final class LocalPorts {

    /** Names of this host, with what must stand before a port. */
    static final List<String> HOSTS = List.of("localhost:", "127.0.0.1:", "[::1]:");

    private static final String ALL = String.join("", HOSTS);

    private static final char[][] CHARACTERS =
            HOSTS.stream().map(String::toCharArray).toArray(char[][]::new);

    /** Ports of one container: nobody forwards to more. */
    private static final int MOST = 64;

    private LocalPorts() {}

    /** The list with the ports that the string says, at which the parser stands, each once and so many; any other value says none. */
    static List<Integer> find(JsonParser json, List<Integer> known) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return known;
        }
        char[] text = json.getTextCharacters();
        int begin = json.getTextOffset();
        int end = begin + json.getTextLength();
        List<Integer> ports = known;
        for (int at = begin; at < end && ports.size() < MOST; at++) {
            if (text[at] == ':' && isLocal(text, begin, at)) {
                int port = number(text, at + 1, end);
                if (PortReference.isPort(port) && !ports.contains(port)) {
                    ports = ports.isEmpty() ? new ArrayList<>(2) : ports;
                    ports.add(port);
                }
            }
        }
        return ports;
    }

    private static boolean isLocal(char[] text, int begin, int colon) {
        for (char[] host : CHARACTERS) {
            int start = colon + 1 - host.length;
            if (start >= begin && Arrays.equals(text, start, colon + 1, host, 0, host.length)) {
                return start == begin || !continues(text[start - 1]);
            }
        }
        return false;
    }

    /** Whether one of these names has that character. */
    static boolean mayBeOfHost(int character) {
        return ALL.indexOf(character) >= 0;
    }

    /** Whether a longer name goes on after that character. */
    private static boolean continues(char before) {
        return before == '.' || before == '-' || (before < 0x80 && Character.isLetterOrDigit(before));
    }

    /** The decimal number, 0 if there is none or it has more than five digits. */
    private static int number(char[] text, int begin, int end) {
        int number = 0;
        int at = begin;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            number = number * 10 + text[at] - '0';
            if (++at - begin > 5) {
                return 0;
            }
        }
        return number;
    }
}
