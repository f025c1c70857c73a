package dev.probebypass.server;

import dev.probebypass.admission.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** A connection that notes when bytes come in, below TLS: half a TLS record is seen here and nowhere above. */
final class TimedEndPoint extends SocketChannelEndPoint {

    private final Ticker ticker;
    private final RequestProgress progress;

    TimedEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, Ticker ticker) {
        super(channel, selector, key, scheduler);
        this.ticker = ticker;
        this.progress = new RequestProgress(ticker.read());
    }

    /** The connection a request came over. */
    static RequestProgress progressOf(Request request) {
        return progressOf(request.getConnectionMetaData().getConnection().getEndPoint());
    }

    static RequestProgress progressOf(EndPoint endPoint) {
        EndPoint bottom = endPoint;
        while (bottom instanceof EndPoint.Wrapper wrapper) {
            bottom = wrapper.unwrap();
        }
        return ((TimedEndPoint) bottom).progress();
    }

    /** How far this connection is, now. */
    RequestProgress progress() {
        if (getConnection() instanceof SslConnection tls) {
            Connection http = tls.getSslEndPoint().getConnection();
            progress.decrypted(http == null ? 0 : http.getBytesIn());
            lookForFragment(http);
        }
        return progress;
    }

    /** The parser goes on with what the request before has left in its buffer, and stops within the next one's head. */
    private void lookForFragment(@Nullable Connection connection) {
        if (connection instanceof HttpConnection http && !http.getParser().isIdle()) {
            progress.fragmentSeen(ticker.read());
        } else {
            progress.noFragmentSeen();
        }
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (filled > 0) {
            progress.bytes(ticker.read());
        }
        return filled;
    }
}
