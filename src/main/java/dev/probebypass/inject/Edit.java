package dev.probebypass.inject;

import java.util.Comparator;
import java.util.List;

/**
 * A piece of a text in another's place.
 *
 * @param start where the old piece begins
 * @param end where it ends, exclusive; the same for an insertion
 */
record Edit(int start, int end, String replacement) {

    private static final Comparator<Edit> ORDER =
            Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end);

    static Edit insertion(int at, String inserted) {
        return new Edit(at, at, inserted);
    }

    /**
     * Applies edits to the part of a text that begins at an offset. Of edits that overlap the first holds; whoever asks for
     * such looks at what came of it.
     */
    static String apply(List<Edit> edits, String part, int offset) {
        StringBuilder result = new StringBuilder(part.length() + 100 * edits.size());
        int done = 0;
        for (Edit edit : edits.stream().sorted(ORDER).toList()) {
            if (edit.start() - offset >= done) {
                result.append(part, done, edit.start() - offset).append(edit.replacement());
                done = edit.end() - offset;
            }
        }
        return result.append(part, done, part.length()).toString();
    }
}
