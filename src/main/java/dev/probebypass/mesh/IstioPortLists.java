package dev.probebypass.mesh;

import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.List;
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
        String trimmed = trim(value);
        if (trimmed.isEmpty()) {
            return Optional.of(PortList.EMPTY);
        }
        List<Integer> ports = new ArrayList<>();
        for (String element : trimmed.split(",", -1)) {
            int port = number(trim(element));
            if (port < 0) {
                return Optional.empty();
            }
            ports.add(port);
        }
        return Optional.of(new PortList(ports));
    }

    /** Reads what nobody has checked: takes the port numbers and leaves out whatever is none. */
    static PortList lenient(String value) {
        List<Integer> ports = new ArrayList<>();
        for (String element : value.split(",", -1)) {
            int port = number(trim(element));
            if (PortReference.isPort(port)) {
                ports.add(port);
            }
        }
        return new PortList(ports);
    }

    /**
     * The first element that the injector accepts and iptables does not: a number with leading zeros, on which {@code
     * istio-init} fails, or which it takes for an octal one.
     */
    static Optional<String> octal(String value) {
        for (String element : value.split(",", -1)) {
            String number = trim(element);
            if (number.length() > 1 && number.startsWith("0")) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    /** The number an element stands for, -1 if Go's {@code strconv.ParseUint(element, 10, 16)} fails on it. */
    private static int number(String element) {
        if (element.isEmpty()) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
            if (number > 65535) {
                return -1;
            }
        }
        return number;
    }

    /** Go's {@code strings.TrimSpace}: Java's {@code strip} leaves the no-break space in place. */
    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\u0085' || (c > 0x7f && Character.isSpaceChar(c));
    }
}
