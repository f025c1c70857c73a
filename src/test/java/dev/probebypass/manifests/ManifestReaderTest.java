package dev.probebypass.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\n---\\nb: 2 | {\"a\":1} {\"b\":2}",
                "{\"a\": 1}\\n{\"b\": 2} | {\"a\":1} {\"b\":2}",
                "{\"a\": 1}\\n---\\n{\"b\": 2} | {\"a\":1} {\"b\":2}",
                "{a: yes} | {\"a\":true}",
                "# nothing\\n---\\n# nothing\\n---\\na: 1 | null {\"a\":1}",
                "a: &x {b: 1}\\nc: *x | {\"a\":{\"b\":1},\"c\":{\"b\":1}}",
                "a: &x {b: 1, c: 2}\\nd: {<<: *x, c: 3} | {\"a\":{\"b\":1,\"c\":2},\"d\":{\"c\":3,\"b\":1}}",
                "8080: a\\ntrue: b | {\"8080\":\"a\",\"true\":\"b\"}",
                "a: '8080'\\nb: !!str 8080\\nc: !!int \"8080\" | {\"a\":\"8080\",\"b\":\"8080\",\"c\":8080}",
                "a: !!binary aGk= | {\"a\":\"hi\"}",
            })
    void readsDocuments(String text, String json) throws Exception {
        List<Document> documents = read(text.replace("\\n", "\n"));

        assertThat(documents.stream().map(document -> document.content().toString()))
                .containsExactly(json.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [ | document 1: expected the node content, but found '<stream end>' (1:5)",
                "a: 1\\n---\\nb: 1\\nb: 2 | document 2: the key \"b\" stands there twice (4:1)",
                "{\"a\": 1, \"a\": 2} | document 1: Duplicate field 'a' (1:13)",
                "{\"a\": 1} {\"a\": | document 2: Unexpected end-of-input within/between Object entries (1:15)",
                "a: &x\\n  b: *x | document 1: an alias stands for what it is part of (1:4)",
                "a: *x | document 1: found undefined alias x (1:4)",
                "? {a: 1}\\n: 2 | document 1: a key has to be a text (1:3)",
                "a: {<<: 1} | document 1: only a mapping can be merged into another (1:9)",
                "a: b: c | document 1: mapping values are not allowed here (1:5)",
            })
    void saysWhereADocumentIsWrong(String text, String problem) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("standard input, " + problem);
    }

    @Test
    void readsADirectoryInByteOrder() throws Exception {
        write("b.yaml", "name: b");
        write("B.yml", "name: B");
        write("a/z.json", "{\"name\": \"a/z\"}");
        write("é.yaml", "name: é");
        write("notes.txt", "name: notes");
        write(".git/x.yaml", "name: hidden");

        List<Document> documents = documents(List.of(directory.toString()), nothing());

        assertThat(documents.stream()
                        .map(document -> document.content().at("/name").asText()))
                .containsExactly("B", "a/z", "b", "é");
    }

    @Test
    void reportsEverythingThatCanNotBeRead() throws Exception {
        write("good.yaml", "a: 1");
        write("bad.yaml", "a: [");
        write("worse.yaml", "a: {{ .Values.a }}");
        Files.write(directory.resolve("latin1.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
        Files.createDirectory(directory.resolve("empty"));
        Path missing = directory.resolve("missing.yaml");

        assertThatThrownBy(() -> ManifestReader.read(
                        List.of(directory.toString(), missing.toString(), directory + "/empty"), nothing()))
                .isInstanceOfSatisfying(
                        UnreadableInputException.class,
                        unreadable -> assertThat(unreadable.problems())
                                .satisfiesExactly(
                                        bad -> assertThat(bad).contains("bad.yaml, document 1: ", "(1:5)"),
                                        latin1 -> assertThat(latin1).endsWith("latin1.yaml: it is not UTF-8"),
                                        worse ->
                                                assertThat(worse).contains("worse.yaml, document 1: ", "helm template"),
                                        none -> assertThat(none).isEqualTo(missing + ": there is no such file"),
                                        empty -> assertThat(empty).contains("/empty: there is no *.yaml")));
    }

    @Test
    void readsADocumentWithAByteOrderMark() throws Exception {
        List<Document> documents = read("\uFEFFa: 1");

        assertThat(documents)
                .singleElement()
                .satisfies(document -> assertThat(document.place()).isEqualTo("standard input, document 1"));
    }

    @Test
    void refusesAliasesThatGrowWithoutEnd() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            text.append("a%d: &a%d [%s]\n".formatted(level, level, ("*a" + (level - 1) + " ,").repeat(10)));
        }

        assertThatThrownBy(() -> read(text.toString())).hasMessageContaining("aliases make the document too large");
    }

    private static List<Document> read(String text) throws UnreadableInputException {
        return documents(List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Document> documents(List<String> sources, InputStream standardInput)
            throws UnreadableInputException {
        return ManifestReader.read(sources, standardInput).stream()
                .flatMap(text -> text.located().stream())
                .toList();
    }

    private static ByteArrayInputStream nothing() {
        return new ByteArrayInputStream(new byte[0]);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
