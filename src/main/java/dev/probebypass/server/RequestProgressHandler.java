package dev.probebypass.server;

import dev.probebypass.admission.Ticker;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/** Tells a connection when a request's handling begins and when it is over, whatever became of it. */
final class RequestProgressHandler extends Handler.Wrapper {

    private final Ticker ticker;

    RequestProgressHandler(Handler next, Ticker ticker) {
        super(next);
        this.ticker = ticker;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        RequestProgress progress = TimedEndPoint.progressOf(request);
        long number = progress.handling(ticker.read() - NanoTime.since(request.getBeginNanoTime()));
        Request.addCompletionListener(request, _ -> progress.handled(number, ticker.read()));
        return super.handle(request, response, callback);
    }
}
