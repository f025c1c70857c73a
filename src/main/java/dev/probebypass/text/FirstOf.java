package dev.probebypass.text;

import java.util.List;

/** Words for things that may be many: the first of them, and of the others how many there are. */
public final class FirstOf {

    private FirstOf() {}

    /**
     * Such as {@code a, b, c and 2 more}; an empty text where there are none.
     *
     * @param most so many are named
     */
    public static String list(int most, List<String> texts) {
        String first = String.join(", ", texts.subList(0, Math.min(most, texts.size())));
        return texts.size() > most ? "%s and %d more".formatted(first, texts.size() - most) : first;
    }
}
