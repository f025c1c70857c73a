package dev.probebypass.manifests;

import dev.probebypass.telemetry.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the texts of files, directories and standard input, and notes everything that can't be read. */
final class ManifestReader {

    private static final String STANDARD_INPUT = "-";
    private static final String TEMPLATE_HINT =
            "; a Helm template has to be rendered first: helm template … | probe-bypass explain -f -";

    private final InputStream standardInput;
    private final List<ManifestText> texts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ManifestReader(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /**
     * Reads everything.
     *
     * @param sources files, directories, or {@code -}
     * @throws UnreadableInputException with a line for each thing that can't be read
     */
    static List<ManifestText> read(List<String> sources, InputStream standardInput) throws UnreadableInputException {
        ManifestReader reader = new ManifestReader(standardInput);
        sources.forEach(reader::source);
        if (!reader.problems.isEmpty()) {
            throw new UnreadableInputException(reader.problems);
        }
        return reader.texts;
    }

    private void source(String source) {
        try {
            if (source.equals(STANDARD_INPUT)) {
                text(Document.STANDARD_INPUT, standardInput.readAllBytes());
                return;
            }
            List<Path> files = ManifestFiles.below(Path.of(source));
            if (files.isEmpty()) {
                problems.add(source + ": there is no *.yaml, *.yml or *.json in that directory");
            }
            for (Path file : files) {
                text(file.toString(), Files.readAllBytes(file));
            }
        } catch (NoSuchFileException missing) {
            problems.add(missing.getFile() + ": there is no such file");
        } catch (AccessDeniedException denied) {
            problems.add(denied.getFile() + ": it may not be read");
        } catch (IOException | InvalidPathException unreadable) {
            problems.add("%s: it can't be read: %s".formatted(source, OneLine.of(unreadable)));
        }
    }

    private void text(String file, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            documents(file, text);
        } catch (CharacterCodingException invalid) {
            problems.add(file + ": it is not UTF-8");
        }
    }

    private void documents(String file, String text) {
        try {
            texts.add(ManifestText.of(file, text));
        } catch (InvalidDocumentException invalid) {
            String hint = text.contains("{{") ? TEMPLATE_HINT : "";
            problems.add("%s, document %d: %s%s".formatted(file, invalid.document(), invalid.getMessage(), hint));
        }
    }
}
