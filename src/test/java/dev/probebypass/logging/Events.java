package dev.probebypass.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/** Log events as a logger makes them. */
final class Events {

    private static final LoggerContext CONTEXT = new LoggerContext();

    private Events() {}

    static ILoggingEvent event(String message, KeyValuePair... pairs) {
        return event(message, Optional.empty(), pairs);
    }

    static ILoggingEvent failure(String message, Throwable thrown) {
        return event(message, Optional.of(thrown));
    }

    private static ILoggingEvent event(String message, Optional<Throwable> thrown, KeyValuePair... pairs) {
        LoggingEvent event = new LoggingEvent(
                Events.class.getName(),
                CONTEXT.getLogger("dev.probebypass.admission.Admission"),
                Level.INFO,
                message,
                null,
                null);
        thrown.map(ThrowableProxy::new).ifPresent(event::setThrowableProxy);
        event.setInstant(Instant.parse("2026-01-02T03:04:05.060Z"));
        for (KeyValuePair pair : pairs) {
            event.addKeyValuePair(pair);
        }
        return event;
    }
}
