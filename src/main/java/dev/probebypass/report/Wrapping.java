package dev.probebypass.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines: at blanks, or after a comma or a slash where a word is longer than a line. */
public final class Wrapping {

    private Wrapping() {}

    /** At least one line, none longer than the width. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > width) {
            int end = end(rest, width);
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    private static int end(String text, int width) {
        int blank = text.lastIndexOf(' ', width);
        if (blank > 0) {
            return blank;
        }
        int mark = Math.max(text.lastIndexOf(',', width - 1), text.lastIndexOf('/', width - 1));
        return mark > 0 ? mark + 1 : width;
    }
}
