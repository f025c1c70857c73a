package dev.probebypass.apiserver;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server wants its client to read, next to the answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7234#section-5.5">RFC 7234, 5.5</a>
 */
final class WarningHeader {

    private static final Pattern WARNING = Pattern.compile("299 \\S+ \"(?<text>(?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private WarningHeader() {}

    /** The texts of the persistent warnings (code 299, the only one Kubernetes sends) in one header. */
    static List<String> texts(String header) {
        return WARNING.matcher(header)
                .results()
                .map(warning -> ESCAPED.matcher(warning.group("text")).replaceAll("$1"))
                .toList();
    }
}
