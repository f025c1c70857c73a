package dev.probebypass.bypass;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The words a user can choose from. */
final class Words {

    private Words() {}

    static <E extends Enum<E> & Options.Word> String of(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Options.Word::word).collect(Collectors.joining(", "));
    }
}
