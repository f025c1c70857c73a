package dev.probebypass.server;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.io.EndPoint;

/**
 * A bound on the connections of one port. Where they are all taken, a new one is let in and the one that is least in use is
 * closed: of those that have had no answer yet the oldest; else the one whose last answer is longest ago. So whoever holds
 * connections and does nothing with them keeps nobody out, as Jetty's {@code NetworkConnectionLimit} would let him: it stops
 * accepting. A connection whose request is being answered is never closed, so that there may be as many more as are answered at
 * once. For several threads at once.
 */
final class ConnectionLimit {

    private static final Comparator<Holder> LEAST_IN_USE =
            Comparator.comparing(Holder::use, RequestProgress.Use.LEAST_FIRST);

    private final Set<EndPoint> open = new HashSet<>();
    private final int most;
    private final Runnable closed;

    /**
     * A limit that nobody has come to.
     *
     * @param closed is run for each connection that had to make room
     */
    ConnectionLimit(int most, Runnable closed) {
        this.most = most;
        this.closed = closed;
    }

    private record Holder(EndPoint connection, RequestProgress.Use use) {}

    /** How many are open. */
    synchronized int open() {
        return open.size();
    }

    /** A connection is open, for which another may have to make room. */
    synchronized void opened(EndPoint newcomer) {
        int excess = open.size() + 1 - most;
        if (excess > 0) {
            open.stream()
                    .map(each -> new Holder(each, TimedEndPoint.progressOf(each).use()))
                    .filter(holder -> !holder.use().isBusy())
                    .sorted(LEAST_IN_USE)
                    .limit(excess)
                    .toList()
                    .forEach(holder -> close(holder.connection()));
        }
        open.add(newcomer);
    }

    private void close(EndPoint connection) {
        open.remove(connection);
        connection.close();
        closed.run();
    }

    synchronized void closed(EndPoint connection) {
        open.remove(connection);
    }
}
