package dev.probebypass.shipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A file of variables as a shell reads them, with or without quotes: {@code os-release}, a JDK's {@code release}. */
record ShellVariables(Path file, Map<String, String> values) {

    ShellVariables {
        values = Map.copyOf(values);
    }

    static ShellVariables read(Path file) throws IOException {
        return new ShellVariables(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> line.matches("[A-Z_]+=.*"))
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toMap(
                                parts -> parts[0], parts -> parts[1].replace("\"", ""), (first, _) -> first)));
    }

    String get(String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException("%s has no %s".formatted(file, name)));
    }
}
