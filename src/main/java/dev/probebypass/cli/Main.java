package dev.probebypass.cli;

/** The process. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        LiveCluster cluster = new SeenCluster(terminal.environment());
        System.exit(new Commands(terminal, new Serve(terminal)::run, cluster).run(arguments));
    }
}
