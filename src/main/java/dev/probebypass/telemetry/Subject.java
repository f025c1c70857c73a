package dev.probebypass.telemetry;

import java.util.regex.Pattern;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Whom a log line is about. Nobody has checked the names yet when they come here: they are cut to what a name may have, and
 * can't begin a line of their own.
 *
 * @param pod its name, or its generateName
 */
public record Subject(String namespace, String pod) {

    private static final int LONGEST_NAME = 253;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    public Subject {
        namespace = harmless(namespace);
        pod = harmless(pod);
    }

    /** Names it in a log line. */
    public LoggingEventBuilder addTo(LoggingEventBuilder line) {
        return line.addKeyValue(LogKeys.NAMESPACE, namespace).addKeyValue(LogKeys.POD, pod);
    }

    private static String harmless(String name) {
        String cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        return CONTROL.matcher(cut).replaceAll(" ");
    }
}
