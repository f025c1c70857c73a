package dev.probebypass.apiserver;

/** Somebody else listens on the port a server was to have. */
final class PortTakenException extends RuntimeException {

    PortTakenException(String server) {
        super(server + " found its port taken");
    }
}
