package dev.probebypass.telemetry;

import dev.probebypass.text.OutsideText;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Whom a log line is about. Nobody has checked the names yet when they come here, and they are cut to what a name may
 * have.
 *
 * @param pod its name, or its generateName
 */
public record Subject(String namespace, String pod) {

    public Subject {
        namespace = OutsideText.cut(namespace, OutsideText.NAME);
        pod = OutsideText.cut(pod, OutsideText.NAME);
    }

    /** Names it in a log line. */
    public LoggingEventBuilder addTo(LoggingEventBuilder line) {
        return line.addKeyValue(LogKeys.NAMESPACE, namespace).addKeyValue(LogKeys.POD, pod);
    }
}
