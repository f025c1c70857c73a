package dev.probebypass.logging;

import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.List;

/**
 * The room that is left in one log line, in bytes of UTF-8, with what is escaped. Collectors of logs cut or split lines that are
 * longer than {@value #LINE}.
 */
final class LineBudget {

    static final int LINE = OutsideText.LINE;

    /** Time, level, logger, and the names of the fields that are in every line of JSON. */
    private static final int FRAME = 192;

    /** The quotes of a key and of its value, and what is between. */
    private static final int FIELD = 8;

    /** The quotes of an element of a list, and what is between two. */
    private static final int ELEMENT = 4;

    private static final int NOTE = 32;

    private int left = LINE - FRAME;

    /** The text, or its beginning, as much as fits into so many bytes and into the line. */
    String cut(String text, int most) {
        String cut = OutsideText.cut(text, Math.max(0, Math.min(most, left)));
        left -= OutsideText.bytes(cut);
        return cut;
    }

    /** The value behind a key, as much as fits: a list as a list of texts, anything else as a text. */
    Object value(String key, Object value) {
        left -= key.length() + FIELD;
        return value instanceof Iterable<?> several ? fitting(several) : cut(String.valueOf(value), left);
    }

    /** As many of the elements as fit, and a last one that says how many more there are. */
    private List<String> fitting(Iterable<?> elements) {
        List<String> fitting = new ArrayList<>();
        int more = 0;
        for (Object element : elements) {
            String text = String.valueOf(element);
            int room = left - NOTE - ELEMENT;
            if (more > 0 || !OutsideText.cut(text, Math.max(0, room)).equals(text)) {
                more++;
            } else {
                left -= OutsideText.bytes(text) + ELEMENT;
                fitting.add(text);
            }
        }
        if (more > 0) {
            left -= NOTE;
            fitting.add("and %d more".formatted(more));
        }
        return fitting;
    }
}
