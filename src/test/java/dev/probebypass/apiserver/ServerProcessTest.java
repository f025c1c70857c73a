package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerProcessTest {

    @TempDir
    private Path directory;

    @Test
    void thatEndsEarlySaysWhatItsLogSaid() {
        ServerProcess process = shell("echo no such flag; exit 3");

        assertThatThrownBy(() -> process.awaitReady(() -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("server ended with 3, see ")
                .hasMessageEndingWith("no such flag");
    }

    @Test
    void thatFindsItsPortTakenSaysSo() {
        ServerProcess process = shell("echo listen tcp 127.0.0.1:6443: bind: address already in use; exit 1");

        assertThatThrownBy(() -> process.awaitReady(() -> false)).isInstanceOf(PortTakenException.class);
    }

    @Test
    void isNotTakenForAnEarlierOneThatWroteToTheSameLog() throws IOException {
        Files.writeString(directory.resolve("server.log"), "address already in use\n");
        ServerProcess process = shell("echo another reason; exit 1");

        assertThatThrownBy(() -> process.awaitReady(() -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another reason");
    }

    @Test
    void seesNothingOfTheEnvironment() {
        try (ServerProcess process = shell("echo home is [$HOME]; exec sleep 60")) {
            process.awaitReady(() -> log().contains("home"));

            assertThat(log()).isEqualToIgnoringNewLines("home is []");
        }
    }

    @Test
    void isGoneOnceItIsStopped() {
        ServerProcess process = shell("exec sleep 60");

        process.stop();

        assertThat(process.isAlive()).isFalse();
    }

    private ServerProcess shell(String script) {
        return ServerProcess.start(List.of("/bin/sh", "-c", script), directory.resolve("server.log"));
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
