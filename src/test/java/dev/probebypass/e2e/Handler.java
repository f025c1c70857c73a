package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.Locale;

/** How a probe asks, and what the application serves for it. */
enum Handler {
    HTTP("--http", 9001),
    HTTPS("--https", 9002),
    TCP("--tcp", 9003),
    GRPC("--grpc", 9004),
    EXEC("--tcp", 9005);

    private final String flag;
    private final int port;

    Handler(String flag, int port) {
        this.flag = flag;
        this.port = port;
    }

    /** The application's flag for a port of this protocol. */
    String flag() {
        return flag;
    }

    /** Where a row of the table is asked. */
    int port() {
        return port;
    }

    /** Asks every two seconds; three failures in a row count. */
    Probe probe(int port) {
        return asking(port)
                .withPeriodSeconds(2)
                .withTimeoutSeconds(2)
                .withFailureThreshold(3)
                .build();
    }

    private ProbeBuilder asking(int port) {
        ProbeBuilder probe = new ProbeBuilder();
        return switch (this) {
            case HTTP, HTTPS ->
                probe.withNewHttpGet()
                        .withScheme(name())
                        .withPath("/healthz")
                        .withPort(new IntOrString(port))
                        .endHttpGet();
            case TCP -> probe.withNewTcpSocket().withNewPort(port).endTcpSocket();
            case GRPC -> probe.withNewGrpc().withPort(port).endGrpc();
            case EXEC ->
                probe.withNewExec()
                        .withCommand(Target.PROGRAM, "check", String.valueOf(port))
                        .endExec();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
