package dev.probebypass.shipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;

/**
 * Adds to the bill of materials of the jar (CycloneDX, by Maven) what the image has beside it: the Java runtime, the C libraries
 * that were copied, and the operating system that they are from.
 *
 * <p>Arguments: the bill of the jar, the list that {@code deploy/image/copy-libraries} prints, the {@code release} file of the
 * JDK, the machine's {@code os-release}, and the bill of the image to write.
 */
public final class ImageSbom {

    private static final Version FORMAT = Version.VERSION_16;

    private ImageSbom() {}

    public static void main(String[] arguments) throws IOException, ParseException, GeneratorException {
        List<Path> files = Stream.of(arguments).map(Path::of).toList();
        Bom bom = new JsonParser().parse(files.get(0).toFile());
        Files.writeString(files.get(4), extended(bom, files.get(1), files.get(2), files.get(3)));
    }

    /** The bill with these components, as JSON. */
    static String extended(Bom bom, Path copied, Path release, Path osRelease) throws IOException, GeneratorException {
        OperatingSystem system = OperatingSystem.read(osRelease);
        Stream.of(
                        Stream.of(system.component(), JavaRuntime.read(release).component()),
                        packages(copied).map(library -> library.component(system)))
                .<Component>flatMap(components -> components)
                .forEach(bom::addComponent);
        return BomGeneratorFactory.createJson(FORMAT, bom).toJsonString();
    }

    private static Stream<CopiedLibrary> packages(Path copied) throws IOException {
        return Files.readAllLines(copied).stream().sorted().map(CopiedLibrary::parse);
    }
}
