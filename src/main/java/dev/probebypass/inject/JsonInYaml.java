package dev.probebypass.inject;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON as a document of a stream of YAML. The YAML library that Kubernetes uses refuses some escapes that JSON has, folds lines
 * that end in other ways than JSON's do, and refuses characters that JSON takes.
 *
 * @see <a href="https://github.com/yaml/go-yaml/blob/v2.4.4/scannerc.go">go-yaml v2, scannerc.go</a>
 */
final class JsonInYaml {

    /** Whole escapes, so that of two backslashes the second begins none, and characters that are none of YAML's. */
    private static final Pattern UNSHARED =
            Pattern.compile("\\\\(?<pair>u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2})|\\\\(?<escaped>.)"
                    + "|(?<foreign>[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff])");

    private JsonInYaml() {}

    /** The same value in YAML. Tabs are no blanks there, and in JSON nothing but blanks. */
    static String of(String json) {
        return UNSHARED.matcher(json.replace("\t", "  ")).replaceAll(JsonInYaml::shared);
    }

    private static String shared(MatchResult found) {
        return Matcher.quoteReplacement(replacement(found));
    }

    private static String replacement(MatchResult found) {
        if (found.group("pair") != null) {
            String pair = found.group("pair");
            return new String(new char[] {unit(pair, 1), unit(pair, 7)});
        }
        if (found.group("foreign") != null) {
            return "\\u%04x".formatted((int) found.group("foreign").charAt(0));
        }
        return found.group("escaped").equals("/") ? "/" : found.group();
    }

    private static char unit(String pair, int start) {
        return (char) Integer.parseInt(pair, start, start + 4, 16);
    }
}
