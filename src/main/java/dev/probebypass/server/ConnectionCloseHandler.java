package dev.probebypass.server;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says {@code Connection: close} with every answer once it is told to. The API server keeps connections for 90 s, and
 * would send its next review over one that is about to be closed.
 */
final class ConnectionCloseHandler extends Handler.Wrapper {

    private final AtomicBoolean draining = new AtomicBoolean();

    ConnectionCloseHandler(Handler next) {
        super(next);
    }

    /** From here on answers end their connections, those to requests that are here already among them. */
    void startDraining() {
        draining.set(true);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, new LastAnswer(request, response), callback);
    }

    private final class LastAnswer extends Response.Wrapper {

        LastAnswer(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (draining.get() && !isCommitted()) {
                getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
            }
            super.write(last, content, callback);
        }
    }
}
