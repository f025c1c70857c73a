package dev.probebypass.telemetry;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What an exception says, in the words of the first of its causes that has any. */
public final class Cause {

    private static final int DEPTH = 10;

    private Cause() {}

    /**
     * One line: what the outermost says that says anything, and the innermost if that says something else. If none has a
     * message, where the innermost arose: a class alone says nothing.
     */
    public static String describe(Throwable failure) {
        List<Throwable> chain = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEPTH)
                .toList();
        List<Throwable> telling = chain.stream().filter(Cause::tells).toList();
        if (telling.isEmpty()) {
            StackTraceElement[] trace = chain.getLast().getStackTrace();
            return chain.getLast().getClass().getName() + " without a message"
                    + (trace.length == 0 ? "" : " from " + trace[0]);
        }
        String outermost = said(telling.getFirst());
        String innermost = String.valueOf(telling.getLast().getMessage());
        return outermost.contains(innermost) ? outermost : outermost + " (" + said(telling.getLast()) + ")";
    }

    private static String said(Throwable failure) {
        return failure.getClass().getName() + ": " + failure.getMessage();
    }

    private static boolean tells(Throwable failure) {
        String message = failure.getMessage();
        return message != null && !message.isBlank() && !repeatsItsCause(failure);
    }

    /** What an exception says that was made of nothing but another. */
    private static boolean repeatsItsCause(Throwable failure) {
        return failure.getCause() != null && failure.getCause().toString().equals(failure.getMessage());
    }
}
