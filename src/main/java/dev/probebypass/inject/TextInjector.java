package dev.probebypass.inject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.inject.TextNode.Mapping;
import dev.probebypass.inject.TextNode.Style;
import dev.probebypass.manifests.InvalidDocumentException;
import dev.probebypass.manifests.ManifestText;
import dev.probebypass.manifests.ManifestText.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts annotations into the documents of one text. */
final class TextInjector {

    private static final String STEP = "  ";

    private final ManifestText source;
    private final Lines lines;
    private final List<String> notes = new ArrayList<>();

    private TextInjector(ManifestText source) {
        this.source = source;
        this.lines = new Lines(source.text());
    }

    /**
     * Puts them in.
     *
     * @param injections of pods in this text, at most one for each of them
     */
    static Injected inject(ManifestText source, List<Injection> injections) {
        if (injections.isEmpty()) {
            return new Injected(source.text(), List.of());
        }
        return new TextInjector(source)
                .inject(injections.stream()
                        .collect(Collectors.groupingBy(
                                injection -> injection.origin().document(), TreeMap::new, Collectors.toList())));
    }

    private Injected inject(Map<Integer, List<Injection>> byDocument) {
        List<TextDocument> documents = TextDocument.of(source);
        StringBuilder text = new StringBuilder(source.text().length() * 9 / 8);
        for (int i = 0; i < documents.size(); i++) {
            List<Injection> injections = byDocument.getOrDefault(i + 1, List.of());
            text.append(
                    injections.isEmpty()
                            ? documents.get(i).in(source.text())
                            : document(i + 1, documents.get(i), injections));
        }
        return new Injected(text.toString(), notes);
    }

    private String document(int number, TextDocument document, List<Injection> injections) {
        JsonNode expected = ExpectedDocument.of(source.documents().get(number - 1), injections);
        String edited = edited(document, expected, injections);
        if (says(edited, expected)) {
            return edited;
        }
        String written = written(document, expected);
        if (says(written, expected)) {
            note(number, "written anew, without its comments: the annotations could not be put into its text");
            return written;
        }
        note(number, "left as it is: the annotations could not be put into its text");
        return document.in(source.text());
    }

    private void note(int number, String what) {
        notes.add("%s, document %d: %s".formatted(source.file(), number, what));
    }

    private String edited(TextDocument document, JsonNode expected, List<Injection> injections) {
        MappingEdits mappings = new MappingEdits(
                lines,
                new ValueText(step(document.root()), lines.lineBreak()),
                source.syntax() == Syntax.JSON ? Key.QUOTED : Key.PLAIN);
        List<Edit> edits = injections.stream()
                .flatMap(injection -> AnnotationEdits.of(mappings, document.root(), expected, injection).stream())
                .toList();
        return Edit.apply(edits, document.in(source.text()), document.start());
    }

    /** The document in a form of ours, with the markers that it had: without its end no directive may follow. */
    private String written(TextDocument document, JsonNode expected) {
        if (source.syntax() == Syntax.JSON) {
            return expected.toPrettyString() + "\n";
        }
        String old = document.in(source.text());
        String before = document.start() == 0 && !old.startsWith("---") ? "" : "---" + lines.lineBreak();
        String after = old.lines().anyMatch("..."::equals) ? "..." + lines.lineBreak() : "";
        return before + new ValueText(STEP, lines.lineBreak()).lines(expected) + after;
    }

    /** What a level is indented by, as far as the first levels of the document tell. */
    private String step(TextNode root) {
        if (!(root instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            return STEP;
        }
        if (mapping.style() == Style.FLOW) {
            return step("", mapping);
        }
        String outer = lines.indentation(mapping.entries().getFirst().key().start());
        return mapping.entries().stream()
                .map(TextNode.Entry::value)
                .filter(value -> value instanceof Mapping inner && inner.style() == Style.BLOCK)
                .map(value -> step(outer, (Mapping) value))
                .findFirst()
                .orElse(STEP);
    }

    private String step(String outer, Mapping inner) {
        int key = inner.entries().getFirst().key().start();
        String indentation = lines.indentation(key);
        return lines.beginsLine(key) && indentation.length() > outer.length()
                ? indentation.substring(outer.length())
                : STEP;
    }

    private boolean says(String text, JsonNode expected) {
        try {
            return source.syntax().read(text).equals(List.of(expected));
        } catch (InvalidDocumentException invalid) {
            return false;
        }
    }
}
