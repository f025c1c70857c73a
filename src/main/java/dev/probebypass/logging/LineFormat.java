package dev.probebypass.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.probebypass.text.OutsideText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/** The text of log events, each with the end of its line. */
@FunctionalInterface
interface LineFormat {

    /** ISO 8601 with milliseconds, in the time zone of the process. */
    DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

    /** Half of the line. */
    int LONGEST_MESSAGE = LineBudget.LINE / 2;

    /** Some hundred frames. */
    int LONGEST_TRACE = 16 * LineBudget.LINE;

    String write(ILoggingEvent event);

    /** What happened, as much of it as leaves room for the keys. */
    static String message(ILoggingEvent event, LineBudget budget) {
        return budget.cut(String.valueOf(event.getFormattedMessage()), LONGEST_MESSAGE);
    }

    static String time(ILoggingEvent event) {
        return TIME.format(event.getInstant());
    }

    /** The logger's name without its package. */
    static String logger(ILoggingEvent event) {
        return event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1);
    }

    static List<KeyValuePair> pairs(ILoggingEvent event) {
        return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
    }

    static Optional<String> stackTrace(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return Optional.ofNullable(thrown)
                .map(ThrowableProxyUtil::asString)
                .map(trace -> OutsideText.cut(trace, LONGEST_TRACE));
    }
}
