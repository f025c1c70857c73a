package dev.probebypass.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * Lines for machines: one JSON object per event, with {@code timestamp}, {@code level}, {@code logger}, {@code message}, the
 * keys beside them, and {@code stackTrace} where there is one. Logback's own JsonEncoder would put each key into an object of
 * its own in an array, where no log store finds it.
 */
final class JsonLines implements LineFormat {

    static final LineFormat FORMAT = new JsonLines();

    /** The lines are read by people too, and what JSON need not escape may still move or hide the rest of a line. */
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().characterEscapes(new OutsideEscapes()).build();

    private JsonLines() {}

    @Override
    public String write(ILoggingEvent event) {
        LineBudget budget = new LineBudget();
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("timestamp", LineFormat.time(event));
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("logger", LineFormat.logger(event));
            json.writeStringField("message", LineFormat.message(event, budget));
            for (KeyValuePair pair : LineFormat.pairs(event)) {
                json.writeFieldName(pair.key);
                write(budget.value(pair.key, pair.value), json);
            }
            Optional<String> stackTrace = LineFormat.stackTrace(event);
            if (stackTrace.isPresent()) {
                json.writeStringField("stackTrace", stackTrace.get());
            }
            json.writeEndObject();
        } catch (IOException impossible) { // there is no file or socket
            throw new UncheckedIOException(impossible);
        }
        return line.append('\n').toString();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof List<?> several) {
            json.writeStartArray();
            for (Object each : several) {
                json.writeString(String.valueOf(each));
            }
            json.writeEndArray();
        } else {
            json.writeString(String.valueOf(value));
        }
    }
}
