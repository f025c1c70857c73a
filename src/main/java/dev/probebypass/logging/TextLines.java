package dev.probebypass.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.probebypass.text.OutsideText;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * Lines for people: time, level, logger, message, then the keys as {@code key=value}. A value that is not one word is in
 * quotes and escaped as in JSON, so that none ends the line. A stack trace follows on lines that begin with a tab.
 */
final class TextLines implements LineFormat {

    static final LineFormat FORMAT = new TextLines();

    private static final Pattern WORD = Pattern.compile("[^\\s\"=\\[\\]\\p{C}\\p{Z}]+");

    private TextLines() {}

    @Override
    public String write(ILoggingEvent event) {
        LineBudget budget = new LineBudget();
        StringBuilder line = new StringBuilder(128)
                .append(LineFormat.time(event))
                .append(' ')
                .append(event.getLevel())
                .append(' ')
                .append(LineFormat.logger(event))
                .append(" - ")
                .append(escaped(LineFormat.message(event, budget)));
        for (KeyValuePair pair : LineFormat.pairs(event)) {
            line.append(' ').append(pair.key).append('=');
            append(budget.value(pair.key, pair.value), line);
        }
        line.append('\n');
        LineFormat.stackTrace(event)
                .ifPresent(trace -> trace.lines()
                        .forEach(each -> line.append('\t')
                                .append(OutsideText.escape(each.stripLeading(), LineBudget.LINE - 2))
                                .append('\n')));
        return line.toString();
    }

    private static void append(Object value, StringBuilder line) {
        if (value instanceof List<?> several) {
            String separator = "[";
            for (Object each : several) {
                line.append(separator).append(quoted(String.valueOf(each)));
                separator = ", ";
            }
            line.append(']');
        } else {
            String text = String.valueOf(value);
            line.append(WORD.matcher(text).matches() ? text : quoted(text));
        }
    }

    /** Its length has been seen to. */
    private static String escaped(String text) {
        return OutsideText.escape(text, Integer.MAX_VALUE);
    }

    private static String quoted(String text) {
        return OutsideText.quote(text, Integer.MAX_VALUE);
    }
}
