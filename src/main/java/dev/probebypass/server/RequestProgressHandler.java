package dev.probebypass.server;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells a connection when a request's handling begins and when it is over, whatever became of it. */
final class RequestProgressHandler extends Handler.Wrapper {

    RequestProgressHandler(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        RequestProgress progress = TimedEndPoint.progressOf(request);
        long number = progress.handling(request.getBeginNanoTime());
        Request.addCompletionListener(request, _ -> progress.handled(number));
        return super.handle(request, response, callback);
    }
}
