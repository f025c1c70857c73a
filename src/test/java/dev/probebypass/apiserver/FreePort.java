package dev.probebypass.apiserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * Loopback ports nobody listens on, below those the kernel hands to clients: a server that stops for a while finds its
 * port free when it comes back.
 */
final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int ATTEMPTS = 5;

    private FreePort() {}

    /** Starts a server on a free port, and on another one if somebody else was quicker. */
    static <T> T startOn(IntFunction<T> start) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return start.apply(any());
            } catch (PortTakenException e) {
                System.err.println(e.getMessage() + ", trying another port");
            }
        }
        return start.apply(any());
    }

    private static int any() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, FIRST_EPHEMERAL)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
