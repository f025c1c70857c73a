package dev.probebypass.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;

/** Writes answers, each whole and with its length. */
final class Reply {

    static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    private Reply() {}

    static void text(Context context, int status, String text) {
        write(context, status, PLAIN_TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static void write(Context context, int status, String contentType, byte[] body) {
        context.status(status);
        context.contentType(contentType);
        context.res().setContentLength(body.length);
        try {
            context.res().getOutputStream().write(body);
        } catch (IOException e) { // the client has left, and with it whom this could be told
            context.res().setHeader(HttpHeader.CONNECTION.asString(), "close");
        }
    }
}
