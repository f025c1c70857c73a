package dev.probebypass.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A version of the product: this one, or an earlier commit's.
 *
 * @param image values of the chart that say which image
 */
public record Version(String name, Path chart, Path jar, List<String> image) {

    private static final String PROPERTY = "earlier";

    public Version {
        image = List.copyOf(image);
    }

    /** What has been built here. */
    public static Version current() {
        return new Version(
                "this one",
                Helm.CHART,
                Path.of("target", "probe-bypass.jar").toAbsolutePath(),
                Stream.of("repository", "tag")
                        .flatMap(part -> Optional.ofNullable(System.getProperty("cluster.image." + part))
                                .map(value -> "image.%s=%s".formatted(part, value))
                                .stream())
                        .toList());
    }

    /** What src/test/tools/build-earlier has built. */
    public static Version earlier() {
        Path directory = Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .orElseThrow(() -> new AssertionError(
                        "which version? -D%s=\"$(src/test/tools/build-earlier COMMIT)\"".formatted(PROPERTY)));
        return new Version(
                directory.getFileName().toString(),
                directory.resolve(Path.of("charts", "probe-bypass")),
                directory.resolve(Path.of("target", "probe-bypass.jar")),
                List.of("image.tag=" + tag(directory)));
    }

    private static String tag(Path directory) {
        try {
            return Files.readString(directory.resolve("tag")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
