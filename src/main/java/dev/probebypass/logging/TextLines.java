package dev.probebypass.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * Lines for people: time, level, logger, message, then the keys as {@code key=value}. A value that is not one word is in
 * quotes and escaped as in JSON, so that none ends the line. A stack trace follows on lines of its own.
 */
final class TextLines implements LineFormat {

    static final LineFormat FORMAT = new TextLines();

    private static final Pattern WORD = Pattern.compile("[^\\s\"=\\[\\]\\p{Cc}]+");

    private TextLines() {}

    @Override
    public String write(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(128)
                .append(LineFormat.time(event))
                .append(' ')
                .append(event.getLevel())
                .append(' ')
                .append(LineFormat.logger(event))
                .append(" - ")
                .append(event.getFormattedMessage());
        for (KeyValuePair pair : LineFormat.pairs(event)) {
            line.append(' ').append(pair.key).append('=');
            append(pair.value, line);
        }
        line.append('\n');
        LineFormat.stackTrace(event).ifPresent(line::append);
        return line.toString();
    }

    private static void append(Object value, StringBuilder line) {
        if (value instanceof Iterable<?> several) {
            String separator = "[";
            for (Object each : several) {
                line.append(separator);
                quote(String.valueOf(each), line);
                separator = ", ";
            }
            line.append(']');
        } else {
            String text = String.valueOf(value);
            if (WORD.matcher(text).matches()) {
                line.append(text);
            } else {
                quote(text, line);
            }
        }
    }

    private static void quote(String text, StringBuilder line) {
        line.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, line);
        line.append('"');
    }
}
