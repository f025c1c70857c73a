package dev.probebypass.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pins what is shipped beside the jar; {@code -Dgolden.update=true} rewrites the list. Each library is somebody's to keep up. */
class LibrariesIT {

    private static final Path SHIPPED = Path.of("target/lib");
    private static final Path LIST = Path.of("src/test/resources/libraries.txt");

    @Test
    void areThoseOfTheList() throws IOException {
        List<String> names = names();
        if (Boolean.getBoolean("golden.update")) {
            Files.write(LIST, names);
        }

        assertThat(names).isEqualTo(Files.readAllLines(LIST));
    }

    /** After a change of versions target/lib has both, until it is cleaned. */
    @Test
    void areThereOnce() throws IOException {
        assertThat(names()).as("in %s; mvn clean removes the old one", SHIPPED).doesNotHaveDuplicates();
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> jars = Files.list(SHIPPED)) {
            return jars.map(jar -> jar.getFileName().toString())
                    .map(jar -> jar.replaceAll("-\\d[^-]*(-[A-Z][^-]*)?\\.jar$", ""))
                    .sorted()
                    .toList();
        }
    }
}
