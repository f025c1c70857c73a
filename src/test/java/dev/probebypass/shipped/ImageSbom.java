package dev.probebypass.shipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.parsers.JsonParser;
import org.jspecify.annotations.Nullable;

/**
 * Makes the image's bill of materials of that of the jar (CycloneDX, by Maven): without libraries that are not shipped, and with
 * what the image has beside them, which are the Java runtime, the C libraries that were copied, and the operating system that
 * they are from.
 *
 * <p>Arguments: the bill of the jar, the directory of its libraries, the list that {@code deploy/image/copy-libraries} prints,
 * the {@code release} file of the JDK, the machine's {@code os-release}, and the bill of the image to write.
 */
public final class ImageSbom {

    private static final Version FORMAT = Version.VERSION_16;

    private ImageSbom() {}

    public static void main(String[] arguments) throws IOException, ParseException, GeneratorException {
        List<Path> files = Stream.of(arguments).map(Path::of).toList();
        Bom bom = new JsonParser().parse(files.get(0).toFile());
        keepShipped(bom, files.get(1));
        add(bom, files.get(2), files.get(3), files.get(4));
        Files.writeString(
                files.get(5), BomGeneratorFactory.createJson(FORMAT, bom).toJsonString());
    }

    /** Maven's plugin also lists what a library of ours wants and only tests have. */
    private static void keepShipped(Bom bom, Path libraries) {
        Set<String> away = bom.getComponents().stream()
                .filter(library -> !Files.exists(
                        libraries.resolve("%s-%s.jar".formatted(library.getName(), library.getVersion()))))
                .map(Component::getBomRef)
                .collect(Collectors.toSet());
        bom.getComponents().removeIf(library -> away.contains(library.getBomRef()));
        remove(bom.getDependencies(), away);
    }

    private static void remove(@Nullable List<Dependency> dependencies, Set<String> away) {
        if (dependencies != null) {
            dependencies.removeIf(dependency -> away.contains(dependency.getRef()));
            dependencies.forEach(dependency -> remove(dependency.getDependencies(), away));
        }
    }

    private static void add(Bom bom, Path copied, Path release, Path osRelease) throws IOException {
        OperatingSystem system = OperatingSystem.read(osRelease);
        bom.addComponent(system.component());
        bom.addComponent(JavaRuntime.read(release).component());
        Files.readAllLines(copied).stream()
                .sorted()
                .map(CopiedLibrary::parse)
                .map(library -> library.component(system))
                .forEach(bom::addComponent);
    }
}
