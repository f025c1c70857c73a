package dev.probebypass.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one control plane. The logs outlive it. */
final class Workspace implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Path directory;

    private Workspace(Path directory) {
        this.directory = directory;
    }

    static Workspace create() {
        try {
            Workspace workspace = new Workspace(Files.createTempDirectory(TARGET, "apiserver-"));
            Files.createDirectories(workspace.logs());
            return workspace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Path file(String name, String content) {
        try {
            return Files.writeString(path(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log(String server) {
        return logs().resolve(server + ".log");
    }

    private Path logs() {
        return TARGET.resolve("apiserver-logs").resolve(directory.getFileName());
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
