package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.testing.NastyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change opens and closes. */
class ExplainBaselineTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String POD =
            "{kind: Pod, metadata: {name: web, labels: {app: web}, annotations: {%s}}, spec: {containers: [{name: web, readinessProbe: {httpGet: {port: 8081}}}]}}";
    private static final String PLAIN = POD.formatted("");
    private static final String EXCLUDED = POD.formatted("traffic.sidecar.istio.io/excludeInboundPorts: '%s'");
    private static final String SERVICE =
            "\n---\n{kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 8081}]}}";

    @TempDir
    private Path directory;

    @Test
    void ofTheManifests() throws IOException {
        assertThat(change(PLAIN + SERVICE, PLAIN)).isEqualTo(JSON.readTree("""
                {"kind": "Pod", "namespace": "default", "name": "web", "change": "changed",
                 "before": {"mesh": "istio", "mode": "enforce", "outcome": "unchanged", "reason": null},
                 "after": {"mesh": "istio", "mode": "enforce", "outcome": "patched", "reason": null},
                 "opened": [{"direction": "inbound", "port": 8081,
                   "before": {"verdict": "leave", "reason": "APPLICATION_PORT"},
                   "after": {"verdict": "bypass", "reason": "NO_SERVICE"}}],
                 "closed": [], "annotations": []}"""));
        assertThat(change(PLAIN, PLAIN + SERVICE).path("closed")).isEqualTo(JSON.readTree("""
                [{"direction": "inbound", "port": 8081,
                   "before": {"verdict": "bypass", "reason": "NO_SERVICE"},
                   "after": {"verdict": "leave", "reason": "APPLICATION_PORT"}}]"""));
    }

    @ParameterizedTest
    @CsvSource({"--shared-ports=bypass", "--inbound-ports=8081"})
    void ofTheSettings(String setting) throws IOException {
        Path before = baseline(PLAIN + SERVICE);

        JsonNode changes = changes(before, PLAIN + SERVICE, setting);

        assertThat(changes.at("/pods/0/opened/0/port").asInt()).isEqualTo(8081);
        assertThat(changes.at("/pods/0/closed")).isEmpty();
    }

    @Test
    void anAuditOpensNothingAndItsEndDoes() throws IOException {
        Path audited = baseline(PLAIN, "--mode=audit");

        assertThat(changes(baseline(PLAIN + SERVICE), PLAIN, "--mode=audit").path("pods"))
                .isEmpty();
        assertThat(changes(audited, PLAIN).at("/pods/0/opened")).hasSize(1);
    }

    /** As {@code inject} writes them: there is nothing left to patch. */
    @Test
    void whatManifestsHaveOfUsAlreadyIsOpenToo() throws IOException {
        String injected = POD.formatted(
                "probe-bypass.dev/bypassed-ports: '8081', traffic.sidecar.istio.io/excludeInboundPorts: '8081'");

        assertThat(changes(baseline(PLAIN), injected).path("pods")).isEmpty();
        assertThat(changes(baseline(injected), PLAIN).path("pods")).isEmpty();
        assertThat(change(PLAIN + SERVICE, injected).path("opened")).hasSize(1);
        assertThat(change(injected, PLAIN + SERVICE).path("closed")).hasSize(1);
    }

    @Test
    void whatAUserExcludesByHandIsOpenAsWell() throws IOException {
        assertThat(changes(baseline(PLAIN), EXCLUDED.formatted("8081")).path("pods"))
                .isEmpty();
        assertThat(change(PLAIN + SERVICE, EXCLUDED.formatted("8081") + SERVICE)
                        .at("/opened/0/after/reason")
                        .asText())
                .isEqualTo("ALREADY_BYPASSED");
    }

    @Test
    void aPortThatNoProbeCallsIsSeenInTheMeshsOwnList() throws IOException {
        JsonNode change = change(PLAIN, EXCLUDED.formatted("9999"));

        assertThat(change.path("opened")).isEmpty();
        assertThat(change.path("annotations")).isEqualTo(JSON.readTree("""
                [{"key": "traffic.sidecar.istio.io/excludeInboundPorts", "before": "8081", "after": "9999,8081"}]"""));
    }

    @Test
    void portsElsewhereAreOpenedToo() throws IOException {
        JsonNode change = change(PLAIN, POD.formatted("probe-bypass.dev/outbound-ports: '5432'"));

        assertThat(change.path("opened")).isEqualTo(JSON.readTree("""
                [{"direction": "outbound", "port": 5432, "before": null,
                  "after": {"verdict": "bypass", "reason": "NAMED_BY_USER"}}]"""));
        assertThat(change.path("annotations")).isEmpty();
    }

    @Test
    void aPodThatLeavesTheMeshClosesNothing() throws IOException {
        Path before = baseline(PLAIN);

        JsonNode left = changes(before, PLAIN, "--mesh=none").at("/pods/0");

        assertThat(left.path("closed")).isEmpty();
        assertThat(left.at("/after/reason").asText()).isEqualTo("NOT_IN_MESH");
        assertThat(explain(PLAIN, "--mesh=none", "--baseline=" + before).out())
                .startsWith("default/web (Pod)  changed\n  mesh istio → mesh none, NOT_IN_MESH\n\n");
    }

    @Test
    void aPodThatIsOptedOutClosesItsPorts() throws IOException {
        String out = PLAIN.replace("app: web", "app: web, probe-bypass.dev/enabled: 'false'");

        assertThat(change(PLAIN, out).path("closed")).hasSize(1);
    }

    @Test
    void podsComeAndGo() throws IOException {
        JsonNode changes = changes(baseline(PLAIN), PLAIN.replace("name: web, labels", "name: other, labels"));

        assertThat(changes.path("unchanged").asInt()).isZero();
        assertThat(changes.path("pods"))
                .extracting(pod ->
                        pod.path("name").asText() + " " + pod.path("change").asText())
                .containsExactly("other new", "web gone");
        assertThat(changes.at("/pods/0/before").isNull()).isTrue();
        assertThat(changes.at("/pods/0/opened")).hasSize(1);
        assertThat(changes.at("/pods/1/after").isNull()).isTrue();
        assertThat(changes.at("/pods/1/closed")).hasSize(1);
    }

    @Test
    void podsThatAreCalledAlikeAreComparedInTheirOrder() throws IOException {
        String two = PLAIN.replace("name: web, labels", "generateName: web-, labels");
        String input = two + "\n---\n" + two;

        JsonNode changes = changes(baseline(input), input + "\n---\n" + two);

        assertThat(changes.path("unchanged").asInt()).isEqualTo(2);
        assertThat(changes.path("pods")).hasSize(1);
    }

    @Test
    void aPodThatIsFoldedIntoItsOwnerIsNotGone() throws IOException {
        String job =
                "{kind: Job, metadata: {name: j}, spec: {template: {spec: {containers: [{name: a, livenessProbe: {grpc: {port: 9}}}]}}}}";
        String pod =
                "{kind: Pod, metadata: {name: j-1, ownerReferences: [{kind: Job, name: j, controller: true}]}, spec: {containers: [{name: a, livenessProbe: {grpc: {port: 9}}}]}}";
        Path both = baseline(job + "\n---\n" + pod);

        assertThat(changes(baseline(pod), job + "\n---\n" + pod).path("pods"))
                .extracting(each -> each.path("name").asText())
                .containsExactly("j");
        assertThat(changes(both, pod).path("pods"))
                .extracting(each -> each.path("change").asText())
                .containsExactly("gone");
    }

    @Test
    void aBaselineOfAnotherVersionMayHaveFieldsAndReasonsOfItsOwn() throws IOException {
        Path before = Files.writeString(directory.resolve("before"), """
                {"schemaVersion": "1", "new": 1, "pods": [{"kind": "Pod", "namespace": "default", "name": "web", "outcome": "patched",
                 "ports": [{"port": 7000, "verdict": "bypass", "reason": "NEW|REASON"}]}]}""");

        assertThat(explain(PLAIN, "--mesh=istio", "--baseline=" + before).out())
                .contains("  closed  7000  bypass NEW|REASON  -\n");
        assertThat(explain(PLAIN, "--mesh=istio", "--baseline=" + before, "-o=markdown")
                        .out())
                .contains("bypass <code>NEW&#124;REASON</code> |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pods: [] | it is no JSON: use what explain -o json writes",
                "{} {} | it is no JSON: use what explain -o json writes",
                "`` | it is not what explain -o json writes",
                "[] | it is not what explain -o json writes",
                "{\"schemaVersion\": \"1\"} | it is not what explain -o json writes",
                "{\"schemaVersion\": 1, \"pods\": []} | it is not what explain -o json writes",
                "{\"schemaVersion\": \"1\", \"pods\": [{\"kind\": \"Pod\", \"namespace\": \"a\", \"name\": \"b\"}]} | it is not what explain -o json writes",
                "{\"schemaVersion\": \"2\", \"pods\": []} | its schemaVersion is 2, and this version of probe-bypass compares with 1: write it anew",
                "{\"schemaVersion\": \"1\", \"only\": [\"leave\"], \"pods\": []} | it has not all pods: write it without --only and --baseline",
                "{\"schemaVersion\": \"1\", \"unchanged\": 3, \"pods\": []} | it has not all pods: write it without --only and --baseline",
            })
    void saysWhatIsWrongWithABaseline(String text, String problem) throws IOException {
        Path file = Files.writeString(directory.resolve("before"), text);

        assertThat(explain(PLAIN, "--baseline=" + file))
                .isEqualTo(new Session.Result(2, "", "probe-bypass: --baseline=%s: %s\n".formatted(file, problem)));
    }

    @Test
    void whatWasWrittenWithOnlyIsNoBaseline() throws IOException {
        String input = PLAIN.replace("readinessProbe", "livenessProbe: {grpc: {port: 9000}}, readinessProbe") + SERVICE;
        String only = explain(input, "--mesh=istio", "-o=json", "--only=bypass").out();
        Path file = Files.writeString(directory.resolve("only"), only);

        assertThat(JSON.readTree(only).path("only")).isEqualTo(JSON.readTree("[\"bypass\"]"));
        assertThat(JSON.readTree(only).at("/pods/0/ports"))
                .extracting(port -> port.path("port").asInt())
                .containsExactly(9000);
        assertThat(explain(input, "--mesh=istio", "-o=json", "--only=fine").out())
                .contains("\"pods\": []");
        assertThat(explain(input, "--baseline=" + file).exitCode()).isEqualTo(2);
    }

    @Test
    void saysThatThereIsNoneOrThatItCanNotBeRead() throws IOException {
        Path latin = Files.write(directory.resolve("latin"), new byte[] {(byte) 0xe4, '"'});
        Path missing = directory.resolve("missing");

        assertThat(explain(PLAIN, "--baseline=" + missing).err())
                .isEqualTo("probe-bypass: --baseline=%s: there is no such file\n".formatted(missing));
        assertThat(explain(PLAIN, "--baseline=" + latin).err())
                .isEqualTo("probe-bypass: --baseline=%s: it is not UTF-8\n".formatted(latin));
        assertThat(explain(PLAIN, "--baseline=" + directory).exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"table, --summary", "table, --summary=false", "markdown, --summary", "markdown, --summary=false"})
    void whatStandsInABaselineHarmsNobody(String output, String option) throws IOException {
        Path before = Files.writeString(directory.resolve("before"), """
                {"schemaVersion": "1", "pods": [
                 {"kind": %1$s, "namespace": %1$s, "name": %1$s, "outcome": "patched", "mesh": %1$s, "mode": %1$s, "reason": %1$s,
                  "annotations": {"exclude-ports": %1$s, %2$s: "1"},
                  "ports": [{"port": 1, "verdict": "bypass", "reason": %1$s}, {"port": %1$s, "verdict": %1$s, "reason": %1$s}]},
                 {"kind": "Pod", "namespace": "default", "name": "web", "outcome": "patched", "mesh": %1$s, "reason": %1$s,
                  "annotations": {"exclude-ports": %1$s, %2$s: "1"}, "ports": [{"port": 1, "verdict": "bypass", "reason": %1$s}]}]}
                """.formatted(
                        NastyText.json(), NastyText.json().replaceAll("y+", "Ports")));

        Session.Result result = explain(PLAIN, "--baseline=" + before, "-o", output, option);

        assertThat(result.exitCode()).isZero();
        NastyText.assertHarmless(result.out());
    }

    private JsonNode change(String before, String after) throws IOException {
        JsonNode pods = changes(baseline(before), after).path("pods");
        assertThat(pods).hasSize(1);
        return pods.get(0);
    }

    private Path baseline(String input, String... arguments) throws IOException {
        return Files.writeString(
                Files.createTempFile(directory, "baseline", ".json"),
                explain(
                                input,
                                Stream.concat(Stream.of("--mesh=istio", "-o=json"), Arrays.stream(arguments))
                                        .toArray(String[]::new))
                        .out());
    }

    private static JsonNode changes(Path baseline, String input, String... arguments) throws IOException {
        boolean choosesMesh = Arrays.stream(arguments).anyMatch(argument -> argument.startsWith("--mesh"));
        Stream<String> mesh = choosesMesh ? Stream.of() : Stream.of("--mesh=istio");
        return JSON.readTree(explain(
                        input,
                        Stream.of(Stream.of("-o=json", "--baseline=" + baseline), mesh, Arrays.stream(arguments))
                                .flatMap(each -> each)
                                .toArray(String[]::new))
                .out());
    }

    private static Session.Result explain(String input, String... arguments) {
        return new Session()
                .withInput(input)
                .run(Stream.concat(Stream.of("explain", "-f", "-"), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
