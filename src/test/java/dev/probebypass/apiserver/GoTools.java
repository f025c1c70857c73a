package dev.probebypass.apiserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The Go programs the tests need, built from the module that pins them. */
final class GoTools {

    private static final Path MODULE = Path.of("src", "test", "tools").toAbsolutePath();
    private static final Path BUILD = MODULE.resolve("build");

    private GoTools() {}

    /** Builds what is missing, as the script of that name understands its arguments, with its progress on standard error, and returns the directory of the tools. */
    static Path build(String... tools) {
        List<String> command = new ArrayList<>(List.of(BUILD.toString()));
        command.addAll(Arrays.asList(tools));
        try {
            return run(new ProcessBuilder(command).start(), command);
        } catch (IOException e) {
            throw new UncheckedIOException("can't run " + BUILD, e);
        }
    }

    /** The directory of a module's sources, of the version that is pinned. */
    static Path module(String name) {
        List<String> command = List.of("go", "list", "-mod=readonly", "-m", "-f", "{{.Dir}}", name);
        try {
            return run(new ProcessBuilder(command).directory(MODULE.toFile()).start(), command);
        } catch (IOException e) {
            throw new UncheckedIOException("can't run go", e);
        }
    }

    private static Path run(Process build, List<String> command) throws IOException {
        CompletableFuture<List<String>> words = CompletableFuture.supplyAsync(() -> passOn(build.errorReader()));
        String directory = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        List<String> said = words.join();
        if (build.onExit().join().exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed:\n" + String.join("\n", said));
        }
        return Path.of(directory);
    }

    private static List<String> passOn(BufferedReader progress) {
        return progress.lines().peek(System.err::println).toList();
    }
}
