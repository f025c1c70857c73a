package dev.probebypass.inject;

import dev.probebypass.manifests.ManifestText;
import dev.probebypass.manifests.ManifestText.Syntax;
import java.util.List;

/** One text of several: itself if there is one, else a stream of YAML. */
final class Concatenation {

    private static final String MARKER = "---";
    private static final String END = "...\n";

    private final StringBuilder stream = new StringBuilder();

    private Concatenation() {}

    static String of(List<ManifestText> texts) {
        if (texts.size() == 1) {
            return texts.getFirst().text();
        }
        Concatenation all = new Concatenation();
        texts.forEach(all::add);
        return all.stream.toString();
    }

    private void add(ManifestText text) {
        if (text.syntax() == Syntax.YAML) {
            add(text.text());
        } else {
            TextDocument.of(text).forEach(document -> add(JsonInYaml.of(document.in(text.text()))));
        }
    }

    private void add(String text) {
        if (!stream.isEmpty() && stream.charAt(stream.length() - 1) != '\n') {
            stream.append('\n');
        }
        if (beginsWithDirective(text)) {
            stream.append(stream.isEmpty() ? "" : END);
        } else if (!text.startsWith(MARKER)) {
            stream.append(MARKER).append('\n');
        }
        stream.append(text);
    }

    /** Such as {@code %YAML 1.1}, before which a document has to be ended. */
    private static boolean beginsWithDirective(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                .findFirst()
                .filter(line -> line.startsWith("%"))
                .isPresent();
    }
}
