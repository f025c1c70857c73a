package dev.probebypass.text;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant. */
public final class Spelling {

    private static final int MAX_DISTANCE = 2;

    /** Characters of what was written that are looked at. */
    private static final int LONGEST = 64;

    private Spelling() {}

    /** The word that one or two typing errors make of the one that was written, else one that starts like it. */
    public static Optional<String> nearest(String written, List<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .filter(word -> distance(written, word) <= MAX_DISTANCE)
                .or(() ->
                        words.stream().filter(word -> word.startsWith(written)).findFirst());
    }

    /**
     * The word that takes the fewest typing errors, whether in capitals and with hyphens or not; of two the first.
     *
     * @param words at least one
     */
    public static String closest(String written, List<String> words) {
        String bare = bare(written.substring(0, Math.min(written.length(), LONGEST)));
        return Collections.min(words, Comparator.comparingInt(word -> distance(bare, bare(word))));
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(".", "");
    }

    /** Characters to insert, leave out or replace: Levenshtein's distance, row by row. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[other.length()];
    }
}
