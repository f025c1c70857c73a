package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process, in a locale that has nothing but ASCII, as that of the image is. */
final class MainTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path directory;

    @Test
    void logsInUtf8WhateverTheLocale() throws Exception {
        Process process = serve(kubeconfig("http://127.0.0.1:1/…"));
        try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
            CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> log.lines()
                    .filter(each -> each.contains("Not following services"))
                    .findFirst()
                    .orElse("nothing"));

            assertThat(line.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .contains("connection refused http://127.0.0.1:1/…");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process serve(Path kubeconfig) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--kubeconfig=" + kubeconfig,
                        "--host=127.0.0.1",
                        "--port=0",
                        "--management-port=0")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private Path kubeconfig(String server) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "x",
                 "contexts": [{"name": "x", "context": {"cluster": "x", "user": "x"}}],
                 "users": [{"name": "x", "user": {}}],
                 "clusters": [{"name": "x", "cluster": {"server": "%s"}}]}
                """.formatted(server));
    }
}
