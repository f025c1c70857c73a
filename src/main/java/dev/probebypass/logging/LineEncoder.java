package dev.probebypass.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.probebypass.settings.LogFormat;
import java.nio.charset.StandardCharsets;

/** Writes log events in UTF-8, in the format that it was told last. */
final class LineEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private volatile LineFormat format = TextLines.FORMAT;

    void use(LogFormat wanted) {
        format = switch (wanted) {
            case TEXT -> TextLines.FORMAT;
            case JSON -> JsonLines.FORMAT;
        };
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return format.write(event).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
