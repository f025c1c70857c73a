package dev.probebypass.bypass;

import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The sentences of advice as the API server passes them on, each once.
 *
 * <p>The API server cuts warnings once there are more than 4096 characters of them, and asks for at most 256 each.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response">Webhook
 *     responses</a>
 */
public final class AdviceText {

    /** Characters of one sentence. */
    static final int LENGTH = 256;

    /** What must be left of a value to tell it from others. */
    private static final int SHORTEST_VALUE = 32;

    /** Of so many there are sentences: a pod may give cause for thousands, and nobody sees more than a few. */
    static final int MOST = 256;

    /** Sentences of one plan. */
    static final int COUNT = 16;

    private static final String PREFIX = "probe-bypass: ";

    private AdviceText() {}

    /** The sentences; where there are too many, the last one counts those that are left out. */
    public static List<String> of(List<Advice> advice) {
        if (advice.isEmpty()) {
            return List.of();
        }
        SequencedSet<String> texts = new LinkedHashSet<>();
        advice.stream().limit(MOST).forEach(each -> texts.add(text(each)));
        if (texts.size() <= COUNT) {
            return List.copyOf(texts);
        }
        List<String> shown = new ArrayList<>(texts.stream().limit(COUNT - 1).toList());
        int all = Math.max(texts.size(), advice.size() > MOST ? advice.size() : 0);
        shown.add(PREFIX + "%d more warnings; `probe-bypass explain` shows every decision".formatted(all - COUNT + 1));
        return List.copyOf(shown);
    }

    /** The sentence, with its code at the end. Where it would be too long, what users wrote loses its end: what to do must stay. */
    private static String text(Advice advice) {
        List<String> values = new ArrayList<>();
        values.add(advice.subject());
        values.addAll(advice.arguments());
        String cure = advice.cure().map(sentence -> ". " + sentence).orElse("");
        String end = cure + " (" + advice.code().id() + ")";
        return fitting(LENGTH - end.length(), advice.code().format(), values.toArray()) + end;
    }

    private static String fitting(int length, String format, Object... values) {
        String text = text(format, values);
        Object[] shortened = values.clone();
        for (int i = 0; i < values.length && text.length() > length; i++) {
            shortenLongest(shortened, text.length() - length);
            text = text(format, shortened);
        }
        return OutsideText.escape(cut(text, length), Integer.MAX_VALUE);
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
}
