package dev.probebypass.inject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.manifests.ManifestText;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.PodOrigin;
import dev.probebypass.manifests.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestInjectorTest {

    private static final Map<String, Optional<String>> ADDED = Map.of("x.dev/ports", Optional.of("8081"));

    @TempDir
    private Path directory;

    /** Each as a diff: a plus before lines that are new, a minus before those that go. */
    @ParameterizedTest
    @ValueSource(strings = {"""
             # the shop's
             kind: Deployment   # of the shop
             spec:
               template:
                 metadata:
                   labels:
                     app: web   # the Service's
                   annotations:
                     # scraped
                     a/b: 'c'   # by Prometheus
            +        x.dev/ports: "8081"

                 # what runs
                 spec: {}
            """, """
             kind: StatefulSet
             spec:
                 template:
                     metadata:
                         labels: {app: web}   # one
            +            annotations:
            +                x.dev/ports: "8081"
                     spec: {}
            """, """
             kind: Job
             spec:
               template:
            +    metadata:
            +      annotations:
            +        x.dev/ports: "8081"
                 # what runs
                 # once
                 spec: {}
            """, """
             kind: CronJob
             spec:
              jobTemplate:
               spec:
                template:
                 metadata:
                  name: clean
            +     annotations:
            +      x.dev/ports: "8081"
                 spec:
            """, """
             kind: Pod
             metadata:
               name: web
            -  annotations: {}   # none yet
            +  annotations:   # none yet
            +    x.dev/ports: "8081"
            """, """
             kind: Pod
             metadata:
               annotations:   # none yet
            +    x.dev/ports: "8081"
               name: web
            """, """
             kind: Pod
            -metadata: {name: web, annotations: {"a": b}}   # short
            +metadata: {name: web, annotations: {"a": b, "x.dev/ports": "8081"}}   # short
            """, """
             kind: Pod
             metadata:
               annotations:
            -    x.dev/ports: 8080   # ours
            +    x.dev/ports: "8081"   # ours
            """, """
             kind: Pod
             metadata:
               annotations:
            -    x.dev/ports: |-
            -      8080
            +    x.dev/ports: "8081"
                 a: b
            """, """
             kind: Pod
             metadata:
               annotations:
                 note: |
                   on two
                   lines
            +    x.dev/ports: "8081"

               # what it is called
               name: web
            """, """
             kind: List
             items:
             - kind: Service
               metadata: {name: web}
             - metadata:
                 name: web
            +    annotations:
            +      x.dev/ports: "8081"
               kind: Pod
             - kind: Deployment
               spec:
                 template: &template
                   metadata:
                     labels: {app: web}
            +        annotations:
            +          x.dev/ports: "8081"
            """, """
             --- # one
             kind: Namespace
             ...
             ---
             # two
             kind: Pod
             metadata:
               name: web
            +  annotations:
            +    x.dev/ports: "8081"
             ...
             # the end
            """, """
               kind: Pod
               metadata:
                 name: indented
            +    annotations:
            +      x.dev/ports: "8081"
             ---
               kind: Pod
               metadata:
                 name: indented too
            +    annotations:
            +      x.dev/ports: "8081"
            """, """
            -{kind: Pod, metadata: {name: web}}
            +{kind: Pod, metadata: {name: web, annotations: {x.dev/ports: "8081"}}}
            """, """
             {
             \t"kind": "Pod",
             \t"metadata": {
            -\t\t"labels": {"app": "web"}
            +\t\t"labels": {"app": "web"},
            +\t\t"annotations": {
            +\t\t\t"x.dev/ports": "8081"
            +\t\t}
             \t}
             }
            """, """
            -{"kind":"Pod","metadata":{"annotations":{}}}{"kind":"Pod","metadata":{"annotations":null}}
            +{"kind":"Pod","metadata":{"annotations":{"x.dev/ports": "8081"}}}{"kind":"Pod","metadata":{"annotations":{"x.dev/ports": "8081"}}}
            """, """
             kind: ResourceList
             items:
               - kind: Pod
                 metadata:
                   name: web
            +      annotations:
            +        x.dev/ports: "8081"
             functionConfig: {kind: Inject}
            """})
    void addsWhatIsMissingAndKeepsTheRest(String diff) throws Exception {
        assertThat(inject(before(diff), ADDED)).isEqualTo(new Injected(after(diff), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: Pod\\nmetadata:\\n  annotations:\\n    a: b\\n    c: d | kind: Pod\\nmetadata:\\n  annotations:\\n    c: d",
                "kind: Pod\\nmetadata:\\n  annotations: # c\\n    # d\\n    a: b # e\\n    # f | kind: Pod\\nmetadata:\\n  annotations: {} # c\\n    # d\\n    # f",
                "kind: Pod\\nmetadata: {annotations: {a: b, c: d, }} | kind: Pod\\nmetadata: {annotations: {c: \"d\"}}",
                "{\"kind\": \"Pod\", \"metadata\": {\"annotations\": {\"a\": \"b\"}}} | {\"kind\": \"Pod\", \"metadata\": {\"annotations\": {}}}",
                "kind: Pod\\nmetadata:\\n  annotations:\\n    a: >-\\n      b\\n\\n  name: x | kind: Pod\\nmetadata:\\n  annotations: {}\\n\\n  name: x",
            })
    void takesAwayWhatGoes(String before, String after) throws Exception {
        assertThat(inject(before.replace("\\n", "\n"), Map.of("a", Optional.empty())))
                .isEqualTo(new Injected(after.replace("\\n", "\n"), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: Pod\\r\\nmetadata:\\r\\n  annotations:\\r\\n    a: b # \uD83D\uDE00\\r\\nspec: {}\\r\\n"
                        + "| kind: Pod\\r\\nmetadata:\\r\\n  annotations:\\r\\n    a: b # \uD83D\uDE00\\r\\n    x.dev/ports: \"8081\"\\r\\nspec: {}\\r\\n",
                "\uFEFFkind: Pod\\nmetadata:\\n  name: \uD83D\uDE00 | kind: Pod\\nmetadata:\\n  name: \uD83D\uDE00\\n  annotations:\\n    x.dev/ports: \"8081\"",
                "kind: Pod\\nmetadata:\\n  name: a\\t# tab\\n | kind: Pod\\nmetadata:\\n  name: a\\t# tab\\n  annotations:\\n    x.dev/ports: \"8081\"\\n",
                "kind: Pod\\rmetadata:\\r  name: a\\r | kind: Pod\\rmetadata:\\r  name: a\\r  annotations:\\r    x.dev/ports: \"8081\"\\r",
            })
    void writesLinesAsTheTextDoes(String before, String after) throws Exception {
        assertThat(inject(lines(before), ADDED).text()).isEqualTo(lines(after));
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }

    @Test
    void writesOutWhatStandsBehindAnAlias() throws Exception {
        Injected injected = inject("""
                kind: List
                common: &common {labels: {app: web}, annotations: {a: b}}
                spec: &spec {containers: []}   # both
                items:
                - kind: Pod
                  metadata: *common
                  spec: *spec
                - kind: Pod
                  metadata:
                    <<: *common
                    name: web
                  spec: *spec
                """, ADDED);

        assertThat(injected).isEqualTo(new Injected("""
                kind: List
                common: &common {labels: {app: web}, annotations: {a: b}}
                spec: &spec {containers: []}   # both
                items:
                - kind: Pod
                  metadata: {labels: {app: "web"}, annotations: {a: "b", x.dev/ports: "8081"}}
                  spec: *spec
                - kind: Pod
                  metadata:
                    <<: *common
                    name: web
                    annotations:
                      a: "b"
                      x.dev/ports: "8081"
                  spec: *spec
                """, List.of()));
    }

    @Test
    void writesADocumentAnewWhoseAnchorWouldTellSomethingElse() throws Exception {
        Injected injected = inject("""
                # one
                kind: Namespace
                ---
                # two
                kind: Deployment
                metadata: {name: 'on', labels: &labels {a: 'yes', b: "1e3", "true": c}}
                spec:
                  template: &template
                    metadata:
                      labels: *labels
                    spec: {containers: [{name: a, args: [[x], {}]}, {name: b}]}
                other: *template
                ...
                %YAML 1.1
                ---
                # three
                kind: Service
                """, ADDED);

        assertThat(injected)
                .isEqualTo(new Injected(
                        """
                # one
                kind: Namespace
                ---
                kind: "Deployment"
                metadata:
                  name: "on"
                  labels:
                    a: "yes"
                    b: "1e3"
                    "true": "c"
                spec:
                  template:
                    metadata:
                      labels:
                        a: "yes"
                        b: "1e3"
                        "true": "c"
                      annotations:
                        x.dev/ports: "8081"
                    spec:
                      containers:
                      - name: "a"
                        args:
                        - - "x"
                        - {}
                      - name: "b"
                other:
                  metadata:
                    labels:
                      a: "yes"
                      b: "1e3"
                      "true": "c"
                  spec:
                    containers:
                    - name: "a"
                      args:
                      - - "x"
                      - {}
                    - name: "b"
                ...
                %YAML 1.1
                ---
                # three
                kind: Service
                """,
                        List.of(
                                "standard input, document 2: written anew, without its comments: the annotations could not be put"
                                        + " into its text")));
    }

    @Test
    void leavesATemplateAsItIsWhosePodsWouldDiffer() throws Exception {
        String pod = "kind: Pod\nmetadata: {name: a}\n";
        List<ManifestText> texts =
                ManifestText.read(List.of("-"), new ByteArrayInputStream(pod.getBytes(StandardCharsets.UTF_8)));
        PodOrigin origin = Manifests.in(texts, "default").pods().getFirst().origin();
        Injection one = new Injection(origin, Map.of("a", Optional.of("1")));
        Injection two = new Injection(origin, Map.of("a", Optional.of("2")));

        assertThat(ManifestInjector.inject(texts, List.of(one, one)).text()).contains("annotations: {a: \"1\"}");
        assertThat(ManifestInjector.inject(texts, List.of(one, two)))
                .isEqualTo(
                        new Injected(
                                pod,
                                List.of(
                                        "standard input, document 1: left as it is: its pods would get different annotations")));
    }

    @ParameterizedTest
    @ValueSource(strings = {">-", "|-", ">-2", "!!str |-"})
    void keepsTheCommentBesideAFoldedTextThatItReplaces(String header) throws Exception {
        String pod = "kind: Pod\nmetadata:\n  annotations:\n    x.dev/ports: %s\n";

        Injected injected = inject(List.of("-"), pod.formatted(header + " # ours\n      80"), ADDED);

        assertThat(injected.text()).isEqualTo(pod.formatted("\"8081\" # ours"));
        assertThat(injected.notes()).isEmpty();
    }

    /** Each of them ended the stream for kubectl, or said something else in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a\\/b | a/b",
                "\\ud83d\\ude00 | \uD83D\uDE00",
                "\\\\ud83d\\\\/ | \\\\ud83d\\\\/",
                "\u007f \u0085 \u2028 | \\u007f \\u0085 \\u2028",
                "\\n\\t\\\"\\u00e9\u00e9 | \\n\\t\\\"\\u00e9\u00e9",
            })
    void writesJsonIntoAStreamAsYamlHasIt(String json, String yaml) throws Exception {
        write("1.json", "{\"kind\": \"Secret\", \"a\": \"" + json + "\"}\n");
        write("2.yaml", "kind: Role\n");

        Injected injected = inject(List.of(directory.toString()), "", Map.of());

        assertThat(injected.text())
                .isEqualTo("---\n{\"kind\": \"Secret\", \"a\": \"" + yaml + "\"}\n---\nkind: Role\n");
        assertThat(ManifestText.Syntax.YAML.read(injected.text()).getFirst())
                .isEqualTo(ManifestText.Syntax.JSON
                        .read(Files.readString(directory.resolve("1.json")))
                        .getFirst());
    }

    @Test
    void makesOneStreamOfSeveralFiles() throws Exception {
        write("1.yaml", "# one\nkind: Pod\nmetadata: {name: a}");
        write("2.yaml", "---\nkind: Service\n");
        write("3.json", "{\n\t\"kind\": \"Pod\"}{\"kind\": \"Job\"}");
        write("4.yaml", "# four\n%YAML 1.1\n---\nkind: Secret\n");
        write("5.yaml", "kind: Role\n");

        Injected injected = inject(List.of(directory.toString()), "", ADDED);

        assertThat(injected.text()).isEqualTo("""
                ---
                # one
                kind: Pod
                metadata: {name: a, annotations: {x.dev/ports: "8081"}}
                ---
                kind: Service
                ---
                {
                  "kind": "Pod",
                  "metadata": {
                    "annotations": {
                      "x.dev/ports": "8081"
                    }
                  }}
                ---
                {"kind": "Job"}
                ...
                # four
                %YAML 1.1
                ---
                kind: Secret
                ---
                kind: Role
                """);
        assertThat(ManifestText.read(
                                List.of("-"),
                                new ByteArrayInputStream(injected.text().getBytes(StandardCharsets.UTF_8)))
                        .getFirst()
                        .documents())
                .extracting(document -> document.path("kind").asText())
                .containsExactly("Pod", "Service", "Pod", "Job", "Secret", "Role");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static String before(String diff) {
        return side(diff, "+");
    }

    private static String after(String diff) {
        return side(diff, "-");
    }

    private static String side(String diff, String without) {
        return diff.lines()
                .filter(line -> !line.startsWith(without))
                .map(line -> line.isEmpty() ? "\n" : line.substring(1) + "\n")
                .collect(Collectors.joining());
    }

    private static Injected inject(String text, Map<String, Optional<String>> changes) throws UnreadableInputException {
        return inject(List.of("-"), text, changes);
    }

    private static Injected inject(List<String> sources, String text, Map<String, Optional<String>> changes)
            throws UnreadableInputException {
        ByteArrayInputStream input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        List<ManifestText> texts = ManifestText.read(sources, input);
        return ManifestInjector.inject(
                texts,
                Manifests.in(texts, "default").pods().stream()
                        .map(pod -> new Injection(pod.origin(), changes))
                        .toList());
    }
}
