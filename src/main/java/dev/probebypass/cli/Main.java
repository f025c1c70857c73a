package dev.probebypass.cli;

import java.util.Optional;

/** The process. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        // Log lines too: without a locale, as in the image, the JVM writes ? for what is not ASCII.
        System.setErr(terminal.err());
        Optional<String> mismatch = Version.mismatch();
        if (mismatch.isPresent()) {
            terminal.complain(mismatch.get());
            System.exit(ExitCodes.FAILED);
        }
        ClusterConnector cluster = settings -> OneShotCluster.open(settings, terminal.environment());
        System.exit(new Commands(terminal, new Serve(terminal)::run, cluster).run(arguments));
    }
}
