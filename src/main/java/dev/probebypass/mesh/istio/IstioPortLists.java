package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.PortList;
import dev.probebypass.pod.PortReference;
import java.util.Optional;

/**
 * The grammar of Istio's port lists.
 *
 * @see <a href="https://github.com/istio/istio/blob/master/pkg/kube/inject/validate.go">istio/pkg/kube/inject/validate.go:
 *     parsePorts</a>
 */
final class IstioPortLists {

    private IstioPortLists() {}

    /**
     * Reads what Istio's injector accepts: decimal numbers of 16 bits with commas between them, white space around each,
     * or nothing at all.
     *
     * @return empty if the injector would reject the pod for it
     */
    static Optional<PortList> parse(String value) {
        PortList.Builder ports = new PortList.Builder(4);
        if (isBlank(value)) {
            return Optional.of(PortList.EMPTY);
        }
        for (int start = 0; start <= value.length(); start = end(value, start) + 1) {
            int port = number(value, start, end(value, start));
            if (port < 0) {
                return Optional.empty();
            }
            ports.add(port);
        }
        return Optional.of(ports.build());
    }

    /** Reads what nobody has checked: takes the port numbers and leaves out whatever is none. */
    static PortList lenient(String value) {
        PortList.Builder ports = new PortList.Builder(0);
        for (int start = 0; start <= value.length(); start = end(value, start) + 1) {
            int port = number(value, start, end(value, start));
            if (PortReference.isPort(port)) {
                ports.add(port);
            }
        }
        return ports.build();
    }

    /**
     * The first element that the injector accepts and iptables does not: a number with leading zeros, on which {@code
     * istio-init} fails, or which it takes for an octal one.
     */
    static Optional<String> octal(String value) {
        for (int start = 0; start <= value.length(); start = end(value, start) + 1) {
            int first = skipSpace(value, start, end(value, start));
            if (first + 1 < value.length() && value.charAt(first) == '0' && isDigit(value.charAt(first + 1))) {
                return Optional.of(value.substring(first, trimmedEnd(value, first, end(value, start))));
            }
        }
        return Optional.empty();
    }

    /** Where the element that begins there ends. */
    static int end(String value, int start) {
        int comma = value.indexOf(',', start);
        return comma < 0 ? value.length() : comma;
    }

    /** The number an element stands for, -1 if Go's {@code strconv.ParseUint(element, 10, 16)} fails on it. */
    private static int number(String value, int start, int end) {
        int first = skipSpace(value, start, end);
        int last = trimmedEnd(value, first, end);
        int number = 0;
        for (int i = first; i < last; i++) {
            if (!isDigit(value.charAt(i))) {
                return -1;
            }
            number = number * 10 + (value.charAt(i) - '0');
            if (number > 65535) {
                return -1;
            }
        }
        return first == last ? -1 : number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isBlank(String value) {
        return skipSpace(value, 0, value.length()) == value.length();
    }

    private static int skipSpace(String value, int start, int end) {
        int first = start;
        while (first < end && isSpace(value.charAt(first))) {
            first++;
        }
        return first;
    }

    private static int trimmedEnd(String value, int start, int end) {
        int last = end;
        while (last > start && isSpace(value.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    /** White space as Go's {@code strings.TrimSpace} sees it: Java's {@code strip} leaves the no-break space in place. */
    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\u0085' || (c > 0x7f && Character.isSpaceChar(c));
    }
}
