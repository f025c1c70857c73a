package dev.probebypass.telemetry;

import dev.probebypass.text.OutsideText;
import io.micrometer.core.instrument.Counter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** Failures of our own: each is counted by its kind, and is one log line at level error, unless there are too many. */
public final class FailureLog {

    private static final int LONGEST_ERROR = 1_024;

    private final Map<Failure, Counter> failures;
    private final Logger log;

    FailureLog(Meters meters, Logger log) {
        this.failures = meters.counters(Metric.ERRORS, "kind", Failure.class, Failure::label);
        this.log = log;
    }

    /** A failure that no exception came with. */
    public void failed(Failure kind, String what) {
        begin(kind, log.atError()).log(what);
    }

    /** A failure to do with one pod. */
    public void failed(Failure kind, String what, Subject subject) {
        begin(kind, subject.addTo(log.atError())).log(what);
    }

    /** A failure with an exception, whose stack trace is there at level debug. */
    public void failed(Failure kind, String what, Throwable cause) {
        failed(kind, what, log.atError(), cause);
    }

    /** A failure to do with one pod, with an exception, whose stack trace is there at level debug. */
    public void failed(Failure kind, String what, Subject subject, Throwable cause) {
        failed(kind, what, subject.addTo(log.atError()), cause);
    }

    /** Counts a failure whose log line the caller writes, and gives that line its kind. */
    public LoggingEventBuilder begin(Failure kind, LoggingEventBuilder line) {
        count(kind);
        return line.addKeyValue(LogKeys.KIND, kind.label());
    }

    /** Counts a failure of which there are too many lines, so that it gets none. */
    public void count(Failure kind) {
        Meters.count(failures, kind);
    }

    private void failed(Failure kind, String what, LoggingEventBuilder line, Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String error = Cause.describe(cause);
        begin(kind, line)
                .addKeyValue(LogKeys.ERROR, OutsideText.cut(error, LONGEST_ERROR))
                .addKeyValue(LogKeys.AT, trace.length == 0 ? "unknown" : trace[0])
                .log(what);
        log.debug(what, cause);
    }
}
