package dev.probebypass.bypass;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The warnings of one plan, each once: what is wrong and what to do.
 *
 * <p>The API server cuts warnings once there are more than 4096 characters of them, and asks for at most 256 each.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response">Webhook
 *     responses</a>
 */
final class Warnings {

    /** Characters of one warning. */
    static final int LENGTH = 256;

    /** Warnings of one plan. */
    static final int COUNT = 16;

    /** A Warning header can't hold these, and a log line should not. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final String PREFIX = "probe-bypass: ";

    private final Set<String> texts = new LinkedHashSet<>(0);

    /** Adds one. What a user wrote should stand near its start: too long a text loses its end. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
    void add(String format, Object... values) {
        String text = CONTROL.matcher(PREFIX + format.formatted(values)).replaceAll(" ");
        texts.add(text.length() <= LENGTH ? text : text.substring(0, LENGTH - 1) + "…");
    }

    List<String> texts() {
        if (texts.size() <= COUNT) {
            return List.copyOf(texts);
        }
        List<String> shown = new ArrayList<>(texts.stream().limit(COUNT - 1).toList());
        shown.add(PREFIX
                + "%d more warnings; `probe-bypass explain` shows every decision".formatted(texts.size() - COUNT + 1));
        return List.copyOf(shown);
    }
}
