package dev.probebypass.server;

import dev.probebypass.admission.Ticker;
import dev.probebypass.telemetry.Cause;
import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.FailureLog;
import dev.probebypass.telemetry.Telemetry;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.servlet.JavalinServlet;
import java.io.IOException;
import java.net.BindException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * One Jetty with one connector and Javalin's routes. Requests run on virtual threads; a few platform threads select and
 * schedule. Javalin would set a Jetty up by itself, but with sessions, WebSockets and statistics, which nobody asked for.
 */
final class JettyServer implements AutoCloseable {

    /**
     * What to start.
     *
     * @param name which of our ports, in metrics
     * @param portFlag the flag that sets the port, for the message when it is taken
     * @param tls plain HTTP without
     */
    record Plan(
            String name,
            ListenAddress address,
            String portFlag,
            RequestLimits limits,
            Optional<SslContextFactory.Server> tls,
            Ticker ticker) {}

    private static final int MAX_PLATFORM_THREADS = 8;
    private static final int MIN_PLATFORM_THREADS = 1;

    private final Server server;
    private final TimedConnector connector;
    private final ConnectionCloseHandler connectionClose;
    private final FailureLog failures;

    private JettyServer(Plan plan, Consumer<JavalinConfig> routes, Telemetry telemetry) {
        this.failures = telemetry.failures();
        this.server = new Server(threads());
        this.connector = new TimedConnector(server, plan, telemetry.server(), protocols(plan));
        connector.setHost(plan.address().host());
        connector.setPort(plan.address().port());
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors(telemetry.server()));
        this.connectionClose = new ConnectionCloseHandler(context(routes));
        server.setHandler(new RequestProgressHandler(connectionClose, plan.ticker()));
        server.setStopTimeout(plan.limits().drain().toMillis());
    }

    /**
     * Starts listening.
     *
     * @throws CannotListenException when the address can't be had
     */
    static JettyServer start(Plan plan, Consumer<JavalinConfig> routes, Telemetry telemetry) {
        JettyServer jetty = new JettyServer(plan, routes, telemetry);
        try {
            jetty.server.start();
            return jetty;
        } catch (IOException e) {
            jetty.close(); // its threads would keep the JVM alive
            throw cannotListen(plan, e);
        } catch (Exception e) { // Jetty declares no less
            jetty.close();
            throw new IllegalStateException("the server on %s did not start".formatted(plan.address()), e);
        }
    }

    /** The port it listens on. */
    int port() {
        return connector.getLocalPort();
    }

    /** Goes on as before, but every answer ends its connection. */
    void startDraining() {
        connectionClose.startDraining();
    }

    /** Stops accepting, lets requests end, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no less
            failures.failed(Failure.DRAIN, "requests were cut off when the server stopped", e);
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_PLATFORM_THREADS, MIN_PLATFORM_THREADS);
        threads.setReservedThreads(0);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory()));
        return threads;
    }

    /** HTTP/1.1 and nothing to upgrade it to: no ALPN, so that no client asks for HTTP/2. */
    private static ConnectionFactory[] protocols(Plan plan) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // Without false it would answer 400 to whoever calls by a name that is not in the certificate. Which name will
        // do is the client's to say: the warm-up says localhost, and so does whoever forwards a port.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        return plan.tls()
                .map(tls -> Stream.of(new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()), http))
                .orElseGet(() -> Stream.of(http))
                .toArray(ConnectionFactory[]::new);
    }

    private static ServletContextHandler context(Consumer<JavalinConfig> routes) {
        Javalin javalin = Javalin.create(configuration -> {
            configuration.startup.startupWatcherEnabled = false;
            configuration.http.compressionStrategy = CompressionStrategy.NONE;
            configuration.http.prefer405over404 = true;
            configuration.router.ignoreTrailingSlashes = false;
            routes.accept(configuration);
        });
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.addServlet(new ServletHolder(new JavalinServlet(javalin.unsafe)), "/*");
        return context;
    }

    private static CannotListenException cannotListen(Plan plan, IOException failure) {
        ListenAddress address = plan.address();
        String why = failure.getCause() instanceof BindException taken && isInUse(taken)
                ? "port %d on %s is in use".formatted(address.port(), address.host())
                : "can't listen on port %d of %s (%s)".formatted(address.port(), address.host(), describe(failure));
        return new CannotListenException("%s: choose another with %s".formatted(why, plan.portFlag()), failure);
    }

    private static boolean isInUse(BindException failure) {
        return String.valueOf(failure.getMessage()).contains("in use");
    }

    /** Jetty wraps what the system says in the address, which is in the message already. */
    private static String describe(IOException failure) {
        return Cause.describe(Objects.requireNonNullElse(failure.getCause(), failure));
    }
}
