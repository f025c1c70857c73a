package dev.probebypass.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for a Service: passes each connection to the next of the products that are ready. */
final class Balancer implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Product> backends = new CopyOnWriteArrayList<>();
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

    void add(Product backend) {
        backends.add(backend);
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
            List<Product> ready = backends.stream().filter(Balancer::isReady).toList();
            if (!ready.isEmpty()) {
                Product chosen = ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()));
                join(client, chosen.port());
            }
        } catch (IOException broken) {
            // as a Service would: both sides see it
        }
    }

    /** One that has ended is not. */
    private static boolean isReady(Product backend) {
        try {
            return backend.readiness().status() == 200;
        } catch (UncheckedIOException ended) {
            return false;
        }
    }

    private void join(Socket client, int port) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            threads.execute(() -> copy(server, client));
            copy(client, server);
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
