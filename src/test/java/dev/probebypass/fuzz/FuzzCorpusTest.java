package dev.probebypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Jazzer has found, and what it began with, goes through each target again; {@code .ci/fuzz} looks for more. */
class FuzzCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final Path SOURCES = Path.of("src/test/java");
    private static final int SMALL = 2 << 20;

    static List<Path> inputs() throws IOException {
        return files(CORPUS, "");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void holds(Path input) throws Exception {
        MethodHandle target = MethodHandles.publicLookup()
                .findStatic(
                        Class.forName(target(input)),
                        "fuzzerTestOneInput",
                        MethodType.methodType(void.class, byte[].class));
        byte[] bytes = Files.readAllBytes(input);

        assertThatCode(() -> target.invoke(bytes)).doesNotThrowAnyException();
    }

    @Test
    void everyTargetHasACorpus() throws IOException {
        assertThat(inputs()).extracting(FuzzCorpusTest::target).containsAll(targets());
    }

    @Test
    void theCorpusIsSmall() throws IOException {
        long bytes = 0;
        for (Path input : inputs()) {
            bytes += Files.size(input);
        }

        assertThat(bytes).isLessThan(SMALL);
    }

    /** The class that an input is for: the name of its directory. */
    private static String target(Path input) {
        return CORPUS.relativize(input).getName(0).toString();
    }

    private static List<String> targets() throws IOException {
        return files(SOURCES, "Fuzz.java").stream()
                .map(source -> SOURCES.relativize(source).toString().replace('/', '.'))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .toList();
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
