package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableReportTest {

    private static final Path EXPECTED = Path.of("src/test/resources/explain/examples.txt");

    private static final String LONG = """
            kind: Pod
            metadata:
              name: %s
              labels: {app: web}
              annotations:
                traffic.sidecar.istio.io/excludeInboundPorts: "%s1"
            spec:
              containers:
              - name: %s
                readinessProbe: {httpGet: {port: the-name-of-a-port-that-does-not-exist-anywhere}}
                livenessProbe: {tcpSocket: {port: 8081}}
            """.formatted("web-".repeat(40), "10000,".repeat(60), "container-".repeat(7));

    @Test
    void tellsWhatBecomesOfTheExamples() throws IOException {
        String table = explainExamples(new Session()).out();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(EXPECTED.getParent());
            Files.writeString(EXPECTED, table);
        }

        assertThat(table).isEqualTo(Files.readString(EXPECTED));
    }

    @ParameterizedTest
    @CsvSource({"'', 100", "80, 80", "79, 80", "1, 80", "wide, 100", "200, 200"})
    void keepsWithinTheWidthOfTheTerminal(String columns, int width) {
        Session session = new Session().withInput(LONG).withVariable("COLUMNS", columns);

        String table = session.run("explain", "-f", "-", "--mesh=istio", "--mode=audit")
                .out();

        assertThat(table.lines()).isNotEmpty().allMatch(line -> line.length() <= width);
    }

    @Test
    void cutsNothingOffHoweverNarrowItGets() {
        String table = new Session()
                .withInput(LONG)
                .run("explain", "-f", "-", "--mesh=istio")
                .out();

        assertThat(table.replaceAll("\\s+", "")).contains("web-".repeat(40), "10000,1,8081\"");
    }

    @Test
    void usesColoursForAPersonAtATerminal() {
        String table = explainExamples(
                        new Session().withPerson().withVariable("TERM", "xterm").withVariable("NO_COLOR", ""))
                .out();

        assertThat(table).contains("\u001B[32mbypass\u001B[0m", "\u001B[33mleave\u001B[0m");
    }

    @Test
    void usesNoColoursInPipesNorWhereNobodyWantsThem() {
        String pipe =
                explainExamples(new Session().withVariable("TERM", "xterm")).out();
        String declined = explainExamples(
                        new Session().withPerson().withVariable("TERM", "xterm").withVariable("NO_COLOR", "1"))
                .out();
        String dumb = explainExamples(new Session().withPerson().withVariable("TERM", "dumb"))
                .out();

        assertThat(pipe).doesNotContain("\u001B");
        assertThat(declined).isEqualTo(pipe);
        assertThat(dumb).isEqualTo(pipe);
    }

    @Test
    void saysWhatItCouldNotSee() {
        String table = new Session()
                .withInput("{kind: Pod, metadata: {name: a, labels: {sidecar.istio.io/inject: 'true'}},"
                        + " spec: {containers: [{name: a, livenessProbe: {grpc: {port: 9000}}}]}}")
                .run("explain", "-f", "-")
                .out();

        assertThat(table).isEqualTo("""
                note: istio-sidecar-injector of istio-system is not in the input, or can't be read: it is assumed
                  that Istio does not rewrite probes, captures every port and excludes none; the --istio-… settings
                  change that. Istio's own default is to rewrite probes: --istio-rewrite-probes=true shows that

                default/a (Pod)  mesh istio  patched
                  CONTAINER  PROBE     HANDLER  PORT  VERDICT  REASON
                  a          liveness  grpc     9000  bypass   NO_SERVICE: no Service or other route leads to the
                                                               pod, so nobody can say who calls it
                  annotation probe-bypass.dev/bypassed-ports: (none) → "9000"
                  annotation traffic.sidecar.istio.io/excludeInboundPorts: (none) → "9000"

                note: the Namespace default is not in the input, so its labels and annotations are not known: only
                  a pod's own labels can say that the mesh takes it. --mesh istio assumes that it does
                note: no Service in the input selects the pods of default/a, and nothing else there leads to them,
                  so nobody can say who calls their ports
                1 pod: 1 patched, 0 unchanged
                """);
    }

    @Test
    void saysWhatAnAuditedOrRefusedPatchWouldHaveDone() {
        String pod = "kind: Pod\nmetadata: {name: a, annotations: %s}\n"
                + "spec: {containers: [{name: a, livenessProbe: {grpc: {port: 9000}}}]}";

        String audited = new Session()
                .withInput(pod.formatted("{}"))
                .run("explain", "-f", "-", "--mesh=istio", "--mode=audit")
                .out();
        String refused = new Session()
                .withInput(pod.formatted("[]"))
                .run("explain", "-f", "-", "--mesh=istio")
                .out();

        assertThat(audited)
                .contains(
                        "default/a (Pod)  mesh istio  unchanged (mode audit)",
                        "  would set traffic.sidecar.istio.io/excludeInboundPorts: (none) → \"9000\"");
        assertThat(refused)
                .contains(
                        "default/a (Pod)  mesh istio  unchanged\n",
                        "  warning: the pod is created without its bypass: its metadata can't take annotations");
    }

    private static Session.Result explainExamples(Session session) {
        return session.run("explain", "-f", "deploy/examples");
    }
}
