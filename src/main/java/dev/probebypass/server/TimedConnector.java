package dev.probebypass.server;

import dev.probebypass.admission.Ticker;
import dev.probebypass.certificate.UnknownClientException;
import dev.probebypass.telemetry.Rejection;
import dev.probebypass.telemetry.ServerMetrics;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Accepts connections, as many as there may be, and closes those whose handshake or request head takes too long.
 *
 * <p>Jetty's own idle timeout starts anew with every byte, so a byte now and then would keep a request on its way for ever;
 * and it can't be short, because between requests a connection is to stay open.
 */
final class TimedConnector extends ServerConnector {

    /** With none, the selector would accept, and go on doing so while the server stops. */
    private static final int ACCEPTORS = 1;

    private static final int SELECTORS = 1;
    private static final int LOOKS_PER_LIMIT = 10;

    private final Duration limit;
    private final Ticker ticker;
    private final ServerMetrics metrics;
    private final ConnectionLimit connections;

    TimedConnector(Server server, JettyServer.Plan plan, ServerMetrics metrics, ConnectionFactory... protocols) {
        super(server, null, null, null, ACCEPTORS, SELECTORS, protocols);
        this.limit = plan.limits().arrival();
        this.ticker = plan.ticker();
        this.metrics = metrics;
        this.connections = new ConnectionLimit(plan.limits().maxConnections(), metrics.closedConnections(plan.name()));
        metrics.showConnections(plan.name(), connections::open);
        setIdleTimeout(plan.limits().idle().toMillis());
        setShutdownIdleTimeout(-1); // requests in flight keep their time; the quiet connections are closed below
        addBean(new SslHandshakeListener() {
            @Override
            public void handshakeSucceeded(Event event) {
                TimedEndPoint.progressOf(event.getEndPoint()).handshakeDone(ticker.read());
            }

            @Override
            public void handshakeFailed(Event event, Throwable failure) {
                if (failure instanceof SSLException) { // not one who left, or was closed because it took too long
                    metrics.rejected(isOfUnknownClient(failure) ? Rejection.CLIENT_NAME : Rejection.HANDSHAKE);
                }
            }
        });
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        return new TimedEndPoint(channel, selector, key, getScheduler(), ticker);
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        connections.opened(endPoint);
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
        connections.closed(endPoint);
        super.onEndPointClosed(endPoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lookLater();
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = super.shutdown();
        closeQuiet();
        return done;
    }

    private void lookLater() {
        getScheduler().schedule(this::look, limit.toMillis() / LOOKS_PER_LIMIT + 1, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            closeOverdue();
            if (isShutdown()) {
                closeQuiet(); // those whose last request has ended since
            }
        } finally {
            if (isRunning()) {
                lookLater();
            }
        }
    }

    private void closeQuiet() {
        getConnectedEndPoints().stream().filter(where(RequestProgress::isQuiet)).forEach(EndPoint::close);
    }

    private void closeOverdue() {
        long now = ticker.read();
        getConnectedEndPoints().stream()
                .filter(where(progress -> progress.isOverdue(now, limit.toNanos())))
                .forEach(this::closeAndCount);
    }

    private void closeAndCount(EndPoint late) {
        metrics.rejected(Rejection.TOO_SLOW);
        late.close();
    }

    private static boolean isOfUnknownClient(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(UnknownClientException.class::isInstance);
    }

    private static Predicate<EndPoint> where(Predicate<RequestProgress> state) {
        return endPoint -> state.test(TimedEndPoint.progressOf(endPoint));
    }
}
