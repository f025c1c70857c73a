package dev.probebypass.mesh.istio;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A path as a rule of an AuthorizationPolicy names it: itself, a beginning or an end with {@code *}, or a template with
 * {@code {*}} for a segment and {@code {**}} for any number of them.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation">Operation</a>
 */
record PathPattern(String text) {

    private static final String ANY = "*";
    private static final String SEGMENT = "{*}";
    private static final String SEGMENTS = "{**}";

    /** Whether a request's path is one of those. */
    boolean matches(String path) {
        if (text.contains(SEGMENT) || text.contains(SEGMENTS)) {
            return path.startsWith(literal()) && matches(text.split("/", -1), path.split("/", -1));
        }
        if (text.startsWith(ANY)) {
            return path.endsWith(text.substring(ANY.length()));
        }
        return text.endsWith(ANY)
                ? path.startsWith(text.substring(0, text.length() - ANY.length()))
                : path.equals(text);
    }

    /** After any number of segments Istio takes none but literal ones, so that these are the path's last. */
    private static boolean matches(String[] template, String[] path) {
        int any = List.of(template).indexOf(SEGMENTS);
        int begin = any < 0 ? template.length : any;
        int end = any < 0 ? 0 : template.length - any - 1;
        return (any < 0 ? path.length == begin : path.length >= begin + end)
                && matches(template, 0, path, 0, begin)
                && matches(template, template.length - end, path, path.length - end, end);
    }

    private static boolean matches(String[] template, int at, String[] path, int from, int count) {
        return IntStream.range(0, count).allMatch(i -> matches(template[at + i], path[from + i]));
    }

    private static boolean matches(String template, String segment) {
        return template.equals(SEGMENT) ? !segment.isEmpty() : template.equals(segment);
    }

    /** Whether it is for that path, or for some below it, and says so itself. */
    boolean isUnder(String path) {
        String literal = literal();
        return literal.equals(path) || literal.startsWith(path + "/");
    }

    /** What all of its paths begin with. */
    private String literal() {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '*' && text.charAt(end) != '{') {
            end++;
        }
        return text.substring(0, end);
    }
}
