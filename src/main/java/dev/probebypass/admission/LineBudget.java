package dev.probebypass.admission;

import java.util.ArrayList;
import java.util.List;

/**
 * The room that is left in one log line, in bytes of UTF-8, with what JSON escapes. Collectors of logs cut or split lines that
 * are longer than {@value #LINE}.
 */
final class LineBudget {

    static final int LINE = 4_096;

    /** Time, level, logger, message, and the keys with all between them. */
    private static final int FRAME = 512;

    private static final int NOTE = 32;

    private int left = LINE - FRAME;

    /** The beginning of a text, as much of it as fits into so many bytes and into the line. */
    String cut(String text, int most) {
        int bytes = Math.min(most, left);
        int end = 0;
        int taken = 0;
        while (end < text.length() && taken + size(text.charAt(end)) <= bytes) {
            taken += size(text.charAt(end++));
        }
        left -= taken;
        return text.substring(0, end);
    }

    /** As many of the texts as fit, and a last one that says how many more there are. */
    List<String> fitting(List<String> texts) {
        List<String> fitting = new ArrayList<>(texts.size());
        for (String text : texts) {
            if (size(text) > left - NOTE) {
                fitting.add("and %d more".formatted(texts.size() - fitting.size()));
                return fitting;
            }
            left -= size(text);
            fitting.add(text);
        }
        return fitting;
    }

    private static int size(String text) {
        return text.chars().map(LineBudget::size).sum();
    }

    private static int size(int character) {
        if (character < ' ') {
            return "\\u0000".length();
        }
        if (character < 0x80) {
            return character == '"' || character == '\\' ? 2 : 1;
        }
        return character < 0x800 || Character.isSurrogate((char) character) ? 2 : 3;
    }
}
