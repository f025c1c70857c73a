package dev.probebypass.server;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells a connection when a request's handling begins and when it is over, whatever became of it. */
final class ArrivalHandler extends Handler.Wrapper {

    ArrivalHandler(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Arrival arrival = WatchedEndPoint.arrivalOf(request);
        long number = arrival.handling(request.getBeginNanoTime());
        Request.addCompletionListener(request, _ -> arrival.handled(number));
        return super.handle(request, response, callback);
    }
}
