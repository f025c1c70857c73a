package dev.probebypass.server;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Whether the API server may be sent here. */
@FunctionalInterface
public interface Readiness {

    /** Ready from the start. */
    Readiness ALWAYS = List::of;

    /** What is still missing, a line each; empty when ready. */
    List<String> unmet();

    /**
     * One condition.
     *
     * @param missing the line that says what is missing while it does not hold
     */
    static Readiness when(BooleanSupplier holds, String missing) {
        return () -> holds.getAsBoolean() ? List.of() : List.of(missing);
    }

    /** Ready when all of them are. */
    static Readiness all(Readiness... conditions) {
        List<Readiness> all = List.copyOf(Arrays.asList(conditions));
        return () ->
                all.stream().flatMap(condition -> condition.unmet().stream()).toList();
    }
}
