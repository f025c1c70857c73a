package dev.probebypass.server;

/**
 * Where a server listens.
 *
 * @param host an address or name of this machine; {@code 0.0.0.0} for all
 * @param port 0 takes any free one
 */
public record ListenAddress(String host, int port) {

    private static final int MAX_PORT = 65_535;

    public ListenAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host to listen on is empty: give an address, or 0.0.0.0 for all");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("%d is no port: give one from 0 to %d".formatted(port, MAX_PORT));
        }
    }
}
