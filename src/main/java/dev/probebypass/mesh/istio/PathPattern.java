package dev.probebypass.mesh.istio;

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
            return matches(text.split("/", -1), path.split("/", -1));
        }
        if (text.startsWith(ANY)) {
            return path.endsWith(text.substring(ANY.length()));
        }
        return text.endsWith(ANY)
                ? path.startsWith(text.substring(0, text.length() - ANY.length()))
                : path.equals(text);
    }

    /** Back to the last place where any number of segments may be, as long as that helps. */
    private static boolean matches(String[] template, String[] path) {
        int at = 0;
        int any = -1;
        int from = 0;
        for (int i = 0; i < path.length; ) {
            if (at < template.length && template[at].equals(SEGMENTS)) {
                any = at++;
                from = i;
            } else if (at < template.length && matches(template[at], path[i])) {
                at++;
                i++;
            } else if (any >= 0) {
                at = any + 1;
                i = ++from;
            } else {
                return false;
            }
        }
        while (at < template.length && template[at].equals(SEGMENTS)) {
            at++;
        }
        return at == template.length;
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
