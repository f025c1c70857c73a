package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds ports of this host in texts, such as {@code --upstream=http://localhost:3000}. */
final class LocalPorts {

    private static final char[][] HOSTS = {
        "localhost:".toCharArray(), "127.0.0.1:".toCharArray(), "[::1]:".toCharArray()
    };

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
        for (char[] host : HOSTS) {
            int start = colon + 1 - host.length;
            if (start >= begin && Arrays.equals(text, start, colon + 1, host, 0, host.length)) {
                return start == begin || !continues(text[start - 1]);
            }
        }
        return false;
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
