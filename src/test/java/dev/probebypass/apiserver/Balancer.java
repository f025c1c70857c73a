package dev.probebypass.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Stands for a Service: passes each connection to the next of the products that are ready. */
final class Balancer implements AutoCloseable {

    /** A probe's, by default. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Backend> backends = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ServerSocket socket;

    private Balancer(ServerSocket socket) {
        this.socket = socket;
    }

    static Balancer start() {
        try {
            Balancer balancer = new Balancer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            balancer.threads.execute(balancer::accept);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    void add(Product product) {
        backends.add(new Backend(product, new AtomicInteger(), new AtomicInteger()));
    }

    /** The connections to a product so far. */
    Connections to(Product product) {
        return backends.stream()
                .filter(backend -> backend.product == product)
                .map(Backend::connections)
                .findFirst()
                .orElseThrow();
    }

    /** Connections to one product: how many have been opened, and how many of them stand. */
    record Connections(int opened, int standing) {}

    private record Backend(Product product, AtomicInteger opened, AtomicInteger closed) {

        Connections connections() {
            int ended = closed.get();
            int begun = opened.get();
            return new Connections(begun, begun - ended);
        }

        /** One that has ended, or does not answer in time, is not. */
        boolean isReady() {
            try {
                return product.readiness(PATIENCE).status() == 200;
            } catch (UncheckedIOException ended) {
                return false;
            }
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client) {
            Optional<Backend> chosen = nextReady();
            if (chosen.isPresent()) {
                join(client, chosen.get());
            }
        } catch (IOException broken) {
            // as a Service would: both sides see it
        }
    }

    private Optional<Backend> nextReady() {
        List<Backend> all = List.copyOf(backends);
        int first = turn.getAndIncrement();
        return IntStream.range(first, first + all.size())
                .mapToObj(i -> all.get(Math.floorMod(i, all.size())))
                .filter(Backend::isReady)
                .findFirst();
    }

    private void join(Socket client, Backend backend) throws IOException {
        backend.opened.incrementAndGet();
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), backend.product.port())) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            threads.execute(() -> copy(server, client));
            copy(client, server);
        } finally {
            backend.closed.incrementAndGet();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException broken) {
            // closing is all there is to do
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
