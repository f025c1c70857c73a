package dev.probebypass.apiserver;

import dev.probebypass.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server of its own process, which ends with this JVM at the latest. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 30;

    private final Process process;
    private final Path log;
    private final int linesBefore;

    private ServerProcess(Process process, Path log, int linesBefore) {
        this.process = process;
        this.log = log;
        this.linesBefore = linesBefore;
    }

    /** Starts a program in an empty environment; what it says is appended to the log. */
    static ServerProcess start(List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        try {
            int linesBefore = lines(log).size();
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process.toHandle()::destroyForcibly));
            return new ServerProcess(process, log, linesBefore);
        } catch (IOException e) {
            throw new UncheckedIOException("can't start " + command.getFirst(), e);
        }
    }

    /** Returns this process once it is ready. */
    ServerProcess awaitReady(BooleanSupplier ready) {
        try {
            Eventually.holds(name() + " is to get ready", START_LIMIT, () -> isReady(ready));
            return this;
        } catch (AssertionError tooLate) {
            close();
            throw new AssertionError("%s, see %s:%n%s".formatted(tooLate.getMessage(), log, tail()), tooLate);
        }
    }

    private boolean isReady(BooleanSupplier ready) {
        boolean answers = ready.getAsBoolean();
        if (process.isAlive()) {
            return answers;
        }
        throw whyItEnded();
    }

    private RuntimeException whyItEnded() {
        if (tail().contains("address already in use")) {
            return new PortTakenException(name());
        }
        return new IllegalStateException(
                "%s ended with %d, see %s:%n%s".formatted(name(), process.exitValue(), log, tail()));
    }

    private String name() {
        return log.getFileName().toString().replace(".log", "");
    }

    /** The last lines of the log, none of them from an earlier process. */
    private String tail() {
        List<String> all = lines(log);
        return String.join("\n", all.subList(Math.max(linesBefore, all.size() - TAIL_LINES), all.size()));
    }

    private static List<String> lines(Path log) {
        try {
            return Files.exists(log)
                    ? Files.readString(log, StandardCharsets.UTF_8).lines().toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the process to end, as a kubelet would, and ends it if it does not. */
    void stop() {
        process.destroy();
        if (!exits(STOP_LIMIT)) {
            close();
        }
    }

    /** Has the process do nothing more until it is killed. */
    void stall() {
        try {
            Process stop = new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start();
            if (stop.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("process " + process.pid() + " can't be stopped");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no program kill: install procps", e);
        }
    }

    /** Ends the process at once. */
    @Override
    public void close() {
        process.destroyForcibly();
        if (!exits(STOP_LIMIT)) {
            throw new IllegalStateException("process " + process.pid() + " does not end");
        }
    }

    private boolean exits(Duration limit) {
        return process.onExit()
                .thenApply(exited -> true)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
