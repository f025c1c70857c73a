package dev.probebypass.e2e;

import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What the cluster lacks, in one sentence that says what to do. */
final class UnmetException extends ParameterResolutionException {

    private static final StackTraceElement[] NONE = {};

    UnmetException(String sentence) {
        super(sentence);
        setStackTrace(NONE);
    }
}
