package dev.probebypass.e2e;

import dev.probebypass.testing.Eventually;
import java.time.Duration;

/** A pod that calls others, in the mesh or out of it, as its namespace is. */
record Caller(Program program) {

    /** The mesh learns of a new Service in seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Asks by HTTP. */
    Program.Answer http(String host, int port) {
        return http(host, port, "/");
    }

    Program.Answer http(String host, int port, String path) {
        return program.run("http", "http://%s:%d%s".formatted(host, port, path));
    }

    /** Asks by HTTP until somebody answers. */
    void awaitHttp(String host, int port) {
        Eventually.holds(
                "%s is to reach %s:%d".formatted(program.pod(), host, port),
                LIMIT,
                () -> http(host, port).isGood());
    }
}
