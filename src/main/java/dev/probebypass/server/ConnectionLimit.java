package dev.probebypass.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EndPoint;

/**
 * A bound on the connections of one port. Where they are all taken, a new one is let in and another closed: of the address that
 * holds most, the one that is least in use. That is one that waits before one whose request comes in; of them one over which
 * no review was answered; of them the one whose last answer is longest ago. So whoever holds connections, whatever he does with
 * them, keeps nobody out who has another address, as Jetty's {@code NetworkConnectionLimit} would let him: it stops accepting. A
 * connection whose request is being answered is never closed, so that there may be as many more as are answered at once. For
 * several threads at once.
 */
final class ConnectionLimit {

    private static final Comparator<Holder> FIRST_TO_GO = Comparator.comparing(
                    Holder::ofAddress, Comparator.reverseOrder())
            .thenComparing(Holder::use, RequestProgress.Use.LEAST_FIRST);

    /** Each with its address, which a connection that is closed can't tell. */
    private final Map<EndPoint, Optional<InetAddress>> open = new HashMap<>();

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

    /**
     * One that may have to go.
     *
     * @param ofAddress how many its address holds
     */
    private record Holder(EndPoint connection, long ofAddress, RequestProgress.Use use) {}

    /** How many are open. */
    synchronized int open() {
        return open.size();
    }

    /** A connection is open, for which another may have to make room. */
    synchronized void opened(EndPoint newcomer) {
        Optional<InetAddress> address = address(newcomer);
        for (Optional<Holder> next = firstToGo(address); next.isPresent(); next = firstToGo(address)) {
            close(next.get().connection());
        }
        open.put(newcomer, address);
    }

    /** Empty if there is room, or nobody may be closed. */
    private Optional<Holder> firstToGo(Optional<InetAddress> newcomer) {
        if (open.size() < most) {
            return Optional.empty();
        }
        Map<Optional<InetAddress>, Long> held = Stream.concat(open.values().stream(), Stream.of(newcomer))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return open.entrySet().stream()
                .map(each -> new Holder(
                        each.getKey(),
                        held.getOrDefault(each.getValue(), 0L),
                        TimedEndPoint.progressOf(each.getKey()).use()))
                .filter(holder -> !holder.use().isAnswering())
                .min(FIRST_TO_GO);
    }

    /** Empty for a connection that is closed already. */
    private static Optional<InetAddress> address(EndPoint connection) {
        return connection.getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? Optional.ofNullable(remote.getAddress())
                : Optional.empty();
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
