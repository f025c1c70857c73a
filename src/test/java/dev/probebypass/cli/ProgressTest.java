package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.settings.ClusterSettings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

    private static final String CLEAR = "\r\u001B[K";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong millis = new AtomicLong();

    @Test
    void saysNothingInTheFirstSecond() {
        Progress progress = at(terminal(true, "xterm"));

        millis.set(999);
        progress.done(1, 3_000);
        progress.end();

        assertThat(written()).isEmpty();
    }

    @Test
    void writesTheLineAnewEveryNowAndThenAndTakesItAway() {
        Progress progress = at(terminal(true, "xterm"));

        for (int done : new int[] {1_234, 1_235, 2_000}) {
            millis.addAndGet(done == 1_235 ? 50 : 1_000);
            progress.done(done, 3_000);
        }
        progress.end();
        progress.end();

        assertThat(written()).isEqualTo(CLEAR + "1,234 of 3,000 pods" + CLEAR + "2,000 of 3,000 pods" + CLEAR);
    }

    @Test
    void saysNothingWhereNobodyLooksNorWhereNoLineCanBeWrittenAnew() {
        for (Terminal terminal : new Terminal[] {terminal(false, "xterm"), terminal(true, "dumb")}) {
            Progress progress = at(terminal);
            millis.addAndGet(5_000);
            progress.done(1, 3_000);
            progress.end();
        }

        assertThat(written()).isEmpty();
    }

    @Test
    void isOfExplain() {
        Terminal terminal =
                new Terminal(InputStream.nullInputStream(), stream(), stream(), Map.of("TERM", "xterm"), true, true);

        int exitCode = new Explain(terminal, ProgressTest::noCluster, () -> Instant.ofEpochMilli(millis.getAndAdd(600)))
                .run(CommandSpecs.input(
                        CommandSpecs.commandLine(terminal)
                                .parseArgs("explain", "-f", "deploy/examples")
                                .subcommand(),
                        Map.of()));

        assertThat(exitCode).isZero();
        assertThat(written())
                .startsWith(CLEAR + "1 of 6 pods" + CLEAR + "2 of 6 pods")
                .containsSubsequence(CLEAR + "5 of 6 pods" + CLEAR, "shop/catalog");
    }

    @Test
    void knowsATerminalFromAFileAndFromNowhere(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("log"));

        assertThat(StandardError.isTerminal(file)).isFalse();
        assertThat(StandardError.isTerminal(Path.of("/dev/null"))).isFalse();
        assertThat(StandardError.isTerminal(directory.resolve("missing"))).isFalse();
        assertThat(StandardError.isTerminal(Path.of("/dev/tty"))).isEqualTo(Files.exists(Path.of("/dev/tty")));
    }

    private static ConnectedCluster noCluster(ClusterSettings settings) {
        throw new AssertionError("nobody asks a cluster");
    }

    private Progress at(Terminal terminal) {
        return Progress.on(terminal, () -> Instant.ofEpochMilli(millis.get()));
    }

    private Terminal terminal(boolean isErrInteractive, String term) {
        return new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                stream(),
                Map.of("TERM", term),
                true,
                isErrInteractive);
    }

    private PrintStream stream() {
        return new PrintStream(written, true, StandardCharsets.UTF_8);
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
