package dev.probebypass.cli;

import dev.probebypass.settings.ServeSettings;

/** Wires the rooms together to a server, and runs it until it is told to stop. */
final class Serve {

    private final Terminal terminal;

    Serve(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Serves.
     *
     * @return the exit code of the process
     */
    int run(ServeSettings settings) {
        terminal.err()
                .print("probe-bypass: this build has no server to listen on %s:%d\n"
                        .formatted(settings.listen().host(), settings.listen().port()));
        return ExitCodes.FAILED;
    }
}
