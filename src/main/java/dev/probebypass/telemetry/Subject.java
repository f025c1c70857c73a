package dev.probebypass.telemetry;

import dev.probebypass.text.OutsideText;
import java.util.Optional;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Whom a log line is about. Nobody has checked the names yet when they come here, and they are cut to what a name may
 * have.
 *
 * @param namespace empty if nobody says it; the line has no such key then
 * @param pod its name, or its generateName; the same
 */
public record Subject(Optional<String> namespace, Optional<String> pod) {

    public Subject {
        namespace = namespace.map(Subject::cut);
        pod = pod.map(Subject::cut);
    }

    private static String cut(String name) {
        return OutsideText.cut(name, OutsideText.NAME);
    }

    /** Names it in a log line. */
    public LoggingEventBuilder addTo(LoggingEventBuilder line) {
        LoggingEventBuilder named = line;
        if (namespace.isPresent()) {
            named = named.addKeyValue(LogKeys.NAMESPACE, namespace.get());
        }
        return pod.isPresent() ? named.addKeyValue(LogKeys.POD, pod.get()) : named;
    }
}
