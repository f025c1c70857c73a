package dev.probebypass.server;

import dev.probebypass.telemetry.Rejection;
import dev.probebypass.telemetry.ServerMetrics;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself can't make sense of: one sentence, where Jetty would write a page with its name. */
final class PlainErrors implements Request.Handler {

    private final ServerMetrics metrics;

    PlainErrors(ServerMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (HttpStatus.isClientError(response.getStatus())) {
            metrics.rejected(Rejection.MALFORMED);
        }
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        String sentence = "The request can't be handled: %s.%n".formatted(HttpStatus.getMessage(response.getStatus()));
        Content.Sink.write(response, true, sentence, callback);
        return true;
    }
}
