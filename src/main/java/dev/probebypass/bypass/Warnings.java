package dev.probebypass.bypass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
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

    /** What must be left of a value to tell it from others. */
    private static final int SHORTEST_VALUE = 32;

    /** Warnings of one plan. */
    static final int COUNT = 16;

    /** A Warning header can't hold these, and a log line should not. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private static final String PREFIX = "probe-bypass: ";

    /** Most plans have none. */
    private SequencedSet<String> texts = Collections.emptySortedSet();

    /** Adds one. Where it would be too long, what users wrote loses its end: what to do must stay. */
    void add(String format, Object... values) {
        some().add(fitting(format, values));
    }

    /** Adds one that stays, however many others there are. */
    void addFirst(String format, Object... values) {
        some().addFirst(fitting(format, values));
    }

    private SequencedSet<String> some() {
        if (texts.isEmpty()) {
            texts = new LinkedHashSet<>();
        }
        return texts;
    }

    private static String fitting(String format, Object... values) {
        String text = text(format, values);
        Object[] shortened = values.clone();
        for (int i = 0; i < values.length && text.length() > LENGTH; i++) {
            shortenLongest(shortened, text.length() - LENGTH);
            text = text(format, shortened);
        }
        return CONTROL.matcher(cut(text, LENGTH)).replaceAll(" ");
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
    private static String text(String format, Object... values) {
        return PREFIX + format.formatted(values);
    }

    private static void shortenLongest(Object[] values, int excess) {
        int longest = 0;
        for (int i = 1; i < values.length; i++) {
            longest = length(values[i]) > length(values[longest]) ? i : longest;
        }
        if (values[longest] instanceof String value) {
            values[longest] = cut(value, Math.max(SHORTEST_VALUE, value.length() - excess));
        }
    }

    private static int length(Object value) {
        return value instanceof String text ? text.length() : 0;
    }

    /** The text with an ellipsis for its end, and no character of two halves cut in two. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
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
