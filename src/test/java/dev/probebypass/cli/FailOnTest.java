package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailOnTest {

    private static final String NAMESPACE =
            "{kind: Namespace, metadata: {name: default, labels: {istio-injection: enabled}}}";
    private static final String MESH =
            "{kind: ConfigMap, metadata: {name: istio-sidecar-injector, namespace: istio-system}, data: {values: '{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": %s}}'}}";
    private static final String POD =
            "{kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {containers: [{name: web, readinessProbe: {httpGet: {port: 8081}}}]}}";
    private static final String SERVICE =
            "{kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: %d}]}}";

    /** Two ports bypass. */
    private static final String BYPASSES = documents(
            NAMESPACE,
            MESH.formatted(false),
            POD,
            POD.replace("name: web, labels", "name: web2, labels"),
            SERVICE.formatted(80));

    /** A port is left, with a warning. */
    private static final String LEAVES = documents(NAMESPACE, MESH.formatted(false), POD, SERVICE.formatted(8081));

    /** Nothing to say: the mesh rewrites the probe. */
    private static final String FINE = documents(NAMESPACE, MESH.formatted(true), POD, SERVICE.formatted(8081));

    @TempDir
    private Path directory;

    @Test
    void nothingFailsThatNobodyAskedFor() {
        assertThat(explain(LEAVES).exitCode()).isZero();
        assertThat(explain("").exitCode()).isZero();
    }

    @Test
    void nothingFailsWhereNoConditionHolds() {
        Session.Result result = explain(FINE, "--fail-on=warning,note,nothing-explained", "--fail-on=bypass,leave");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "bypass | --fail-on bypass: 2, the first is default/web (Pod): port 8081, no Service or other route targets it",
                "leave | ",
                "nothing-explained | ",
            })
    void ofPodsWithPortsThatBypass(String condition, @Nullable String message) {
        holds(explain(BYPASSES, "--fail-on", condition), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "leave | --fail-on leave: default/web (Pod): port 8081, it carries application traffic too",
                "warning | --fail-on warning: default/web (Pod): port 8081 (readiness probe of container web) is left and fails under strict mTLS: it is an application port (Service web). Put probe-bypass.dev/shared-ports: rewrite on the pod or Namespace (PB012)",
                "bypass | ",
                "note | ",
            })
    void ofAPodWithAPortThatIsLeft(String condition, @Nullable String message) {
        holds(explain(LEAVES, "--fail-on", condition), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "note | --fail-on note: 2, the first is standard input, document 1: no Kubernetes object (it has no kind), passed over",
                "nothing-explained | --fail-on nothing-explained: no pod was found in the input",
                "warning | ",
            })
    void ofAnInputWithoutAPod(String condition, @Nullable String message) {
        holds(explain("a: 1", "--fail-on", condition), message);
    }

    @Test
    void ofWhatWasAssumed() {
        assertThat(explain(documents(NAMESPACE, POD, SERVICE.formatted(80)), "--fail-on=note")
                        .err())
                .startsWith("probe-bypass: --fail-on note: istio-sidecar-injector of istio-system is not in the input");
    }

    @Test
    void ofTheWholeInputWhateverIsShown() {
        assertThat(explain(LEAVES, "--fail-on=warning,leave", "--only=bypass").exitCode())
                .isEqualTo(3);
    }

    @Test
    void ofWhatAChangeOpensAndCloses() throws IOException {
        Path bypasses = baseline("bypasses", BYPASSES);
        Path leaves = baseline("leaves", LEAVES);

        Session.Result opened = explain(BYPASSES, "--baseline=" + leaves, "--fail-on=opened,closed");
        Session.Result closed = explain(LEAVES, "--baseline=" + bypasses, "--fail-on=opened,closed");

        holds(opened, "--fail-on opened: 2, the first is default/web (Pod): port 8081 is opened");
        holds(closed, "--fail-on closed: 2, the first is default/web (Pod): port 8081 is closed");
    }

    private Path baseline(String name, String input) throws IOException {
        return Files.writeString(
                directory.resolve(name), explain(input, "-o", "json").out());
    }

    /** The command has failed and says so, or has not and says nothing. */
    @Test
    void nothingIsExplainedWhereNoPodIsInAMesh() {
        holds(
                explain(POD, "--fail-on=nothing-explained"),
                "--fail-on nothing-explained: no pod of the input is in a mesh, as far as can be seen, and the webhook's to"
                        + " decide about");
        holds(
                explain(
                        documents(POD, POD.replace("name: web", "name: two"), NAMESPACE),
                        "--fail-on=nothing-explained"),
                null);
    }

    private static void holds(Session.Result result, @Nullable String message) {
        assertThat(result.exitCode()).isEqualTo(message == null ? 0 : 3);
        assertThat(result.err()).isEqualTo(message == null ? "" : "probe-bypass: " + message + "\n");
        assertThat(result.out()).isNotEmpty();
    }

    private static String documents(String... documents) {
        return String.join("\n---\n", documents);
    }

    private static Session.Result explain(String input, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "explain";
        all[1] = "-f";
        all[2] = "-";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return new Session().withInput(input).run(all);
    }
}
