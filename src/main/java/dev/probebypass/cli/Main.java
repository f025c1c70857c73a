package dev.probebypass.cli;

import java.util.List;

/** The process. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        LiveCluster cluster = settings -> {
            throw new UnreadableInput(List.of("this build can't look at a cluster"));
        };
        System.exit(new Commands(terminal, new Serve(terminal)::run, cluster).run(arguments));
    }
}
