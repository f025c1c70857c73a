package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code explain} says of whole inputs: a folder each, with {@code input.yaml}, {@code table.txt} and maybe {@code arguments.txt}. */
class ExplainCasesTest {

    private static final Path FOLDER = Path.of("src/test/resources/explain-cases");
    private static final String TABLE = "table.txt";
    private static final String ARGUMENTS = "arguments.txt";

    private static List<Path> cases() throws IOException {
        try (Stream<Path> entries = Files.list(FOLDER)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void says(Path folder) throws IOException {
        Stream<String> more = Files.exists(folder.resolve(ARGUMENTS))
                ? Files.readString(folder.resolve(ARGUMENTS)).lines()
                : Stream.empty();
        String table = new Session()
                .withInput(Files.readString(folder.resolve("input.yaml")))
                .run(Stream.concat(Stream.of("explain", "-f", "-"), more).toArray(String[]::new))
                .out();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(folder.resolve(TABLE), table);
        }

        assertThat(table).isEqualTo(Files.readString(folder.resolve(TABLE)));
    }

    @Test
    void hasNoOtherFiles() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .collect(Collectors.toSet()))
                    .isEqualTo(Set.of("input.yaml", TABLE, ARGUMENTS));
        }
    }
}
