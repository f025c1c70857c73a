package dev.probebypass.report;

import dev.probebypass.text.OutsideText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON of {@code check}.
 *
 * @param schemaVersion changes when a field goes or means something else
 * @param namespace of the pod that was tried
 * @param ok whether the pod got our annotation, and every revision is well
 * @param message what became of the pod, as a sentence
 * @param revisions the mesh's, none if the pod got no annotation
 * @param notes no failure, but worth knowing; one sentence each
 */
public record CheckDocument(
        String schemaVersion,
        String namespace,
        boolean ok,
        String message,
        List<Revision> revisions,
        List<String> notes) {

    public CheckDocument {
        revisions = List.copyOf(revisions);
        notes = List.copyOf(notes);
    }

    /** A revision of the mesh, and how well it works with the webhook. */
    public record Revision(String revision, boolean ok, String message) {}

    /** The result of this version. */
    public static CheckDocument of(
            String namespace, boolean ok, String message, List<Revision> revisions, List<String> notes) {
        return new CheckDocument(ReportDocument.SCHEMA_VERSION, namespace, ok, message, revisions, notes);
    }

    /** The same with more notes. */
    public CheckDocument with(List<String> more) {
        return new CheckDocument(
                schemaVersion,
                namespace,
                ok,
                message,
                revisions,
                Stream.concat(notes.stream(), more.stream()).toList());
    }

    /** The same for people: a line for each sentence. */
    public String text() {
        return Stream.of(Stream.of(message), revisions.stream().map(Revision::message), notes.stream())
                .flatMap(sentences -> sentences)
                .map(sentence -> OutsideText.escape(sentence, OutsideText.LINE) + "\n")
                .collect(Collectors.joining());
    }
}
