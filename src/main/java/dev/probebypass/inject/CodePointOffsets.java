package dev.probebypass.inject;

import java.util.Arrays;

/** Turns offsets in code points, which SnakeYAML counts, into those of a Java text. */
final class CodePointOffsets {

    /** Where the code points are that take two characters, in code points. */
    private final int[] pairs;

    CodePointOffsets(String text) {
        int[] found = new int[text.length() - text.codePointCount(0, text.length())];
        int count = 0;
        for (int at = 0, codePoint = 0; count < found.length; codePoint++) {
            int length = Character.charCount(text.codePointAt(at));
            if (length == 2) {
                found[count] = codePoint;
                count++;
            }
            at += length;
        }
        this.pairs = found;
    }

    int inCharacters(int codePoints) {
        int place = Arrays.binarySearch(pairs, codePoints);
        return codePoints + (place < 0 ? -place - 1 : place);
    }
}
