package dev.probebypass.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodReaderTest {

    @Test
    void readsWhatADecisionNeeds() throws IOException {
        Pod pod = Pods.read("""
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"namespace": "shop", "generateName": "checkout-", "labels": {"app": "checkout"}},
                 "spec": {"hostNetwork": true, "os": {"name": "linux"},
                          "initContainers": [{"name": "migrate"}, {"name": "logs", "restartPolicy": "Always"}],
                          "containers": [{"name": "app", "restartPolicy": "Always",
                            "ports": [{"name": "http", "containerPort": 8080}, {"containerPort": 53, "protocol": "UDP"}],
                            "readinessProbe": {"httpGet": {"path": "/ready", "port": "http", "scheme": "HTTPS"}},
                            "lifecycle": {"preStop": {"tcpSocket": {"port": 9100}}}}]},
                 "status": {"phase": "Pending"}}
                """);

        assertThat(pod.namespace()).contains("shop");
        assertThat(pod.name()).contains("checkout-");
        assertThat(pod.labels()).containsExactly(Map.entry("app", "checkout"));
        assertThat(pod.hostNetwork()).isTrue();
        assertThat(pod.os()).contains("linux");
        assertThat(pod.initContainers())
                .extracting(Container::kind)
                .containsExactly(Container.Kind.INIT, Container.Kind.NATIVE_SIDECAR);
        Container app = pod.containers().getFirst();
        assertThat(app.kind()).isEqualTo(Container.Kind.REGULAR);
        assertThat(app.ports())
                .containsExactly(
                        new ContainerPort(Optional.of("http"), 8080, 0, "TCP"),
                        new ContainerPort(Optional.empty(), 53, 0, "UDP"));
        assertThat(app.probes())
                .containsExactly(new Probe(
                        Probe.Type.READINESS,
                        new Call(
                                Handler.HTTP_GET,
                                new PortReference.Named("http"),
                                Optional.empty(),
                                Call.Protocol.HTTPS,
                                Optional.of("/ready"))));
        assertThat(app.hooks())
                .containsExactly(new LifecycleHook(
                        "preStop",
                        new Call(
                                Handler.TCP_SOCKET,
                                new PortReference.Numbered(9100),
                                Optional.empty(),
                                Call.Protocol.USUAL,
                                Optional.empty())));
    }

    @Test
    void prefersTheNameToTheNameToBe() throws IOException {
        assertThat(Pods.read("{\"metadata\": {\"name\": \"a\", \"generateName\": \"b-\"}}")
                        .name())
                .contains("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "[]",
                "\"pod\"",
                "1e400",
                "{}",
                "{\"metadata\": null, \"spec\": null}",
                "{\"metadata\": [], \"spec\": \"x\"}",
                "{\"spec\": {\"containers\": null, \"initContainers\": {}, \"hostNetwork\": \"true\", \"os\": \"linux\"}}",
                "{\"spec\": {\"containers\": [null, 1, \"x\", [], [[{}]]]}}"
            })
    void takesAnythingElseForAPodWithoutPorts(String json) throws IOException {
        Pod pod = Pods.read(json);

        assertThat(pod.containers()).allSatisfy(container -> {
            assertThat(container.probes()).isEmpty();
            assertThat(container.ports()).isEmpty();
        });
        assertThat(pod.initContainers()).isEmpty();
        assertThat(pod.hostNetwork()).isFalse();
        assertThat(pod.labels()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "65536",
                "70000",
                "999999",
                "99999999999999999999",
                "-99999999999999999999",
                "1e9",
                "8087.0",
                "8.087e3",
                "true",
                "null",
                "{}",
                "[8087]",
                "\"\"",
                "\"8087\""
            })
    void resolvesNoPortFromANumberThatIsNone(String port) throws IOException {
        Container container =
                Pods.container("{\"name\": \"app\", \"readinessProbe\": {\"tcpSocket\": {\"port\": " + port + "}}}");

        assertThat(container.probes()).hasSize(1);
        assertThat(container.resolve(container.probes().getFirst().call().port()))
                .isEmpty();
    }

    @Test
    void takesAnEmptyTextForNoName() throws IOException {
        Pod pod = Pods.read("""
                {"metadata": {"namespace": "", "name": "", "generateName": "a-"},
                 "spec": {"os": {"name": ""}, "containers": [{"name": "",
                   "ports": [{"name": "", "containerPort": 8087}],
                   "livenessProbe": {"httpGet": {"host": "", "path": "", "port": ""}}}]}}
                """);

        assertThat(pod.namespace()).isEmpty();
        assertThat(pod.name()).contains("a-");
        assertThat(pod.os()).isEmpty();
        Container container = pod.containers().getFirst();
        assertThat(container.name()).isEmpty();
        assertThat(container.ports().getFirst().name()).isEmpty();
        assertThat(container.probes().getFirst().call())
                .isEqualTo(new Call(
                        Handler.HTTP_GET,
                        PortReference.Absent.ABSENT,
                        Optional.empty(),
                        Call.Protocol.USUAL,
                        Optional.empty()));
        assertThat(container.resolve(PortReference.Absent.ABSENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 80, 8087, 65535})
    void resolvesANumberThatIsAPort(int port) throws IOException {
        Container container =
                Pods.container("{\"name\": \"app\", \"readinessProbe\": {\"tcpSocket\": {\"port\": " + port + "}}}");

        assertThat(container.resolve(container.probes().getFirst().call().port()))
                .isEqualTo(OptionalInt.of(port));
    }

    @Test
    void resolvesNoNameOfAPortWithoutANumber() throws IOException {
        Container container = Pods.container("""
                {"ports": [{"name": "health", "containerPort": "8087"}, {"name": "admin", "containerPort": 99999999999}],
                 "readinessProbe": {"tcpSocket": {"port": "health"}}, "livenessProbe": {"tcpSocket": {"port": "admin"}}}
                """);

        assertThat(container.probes())
                .allSatisfy(probe ->
                        assertThat(container.resolve(probe.call().port())).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "\"httpGet\"",
                "{\"exec\": {\"command\": [\"true\"]}}",
                "{\"udpSocket\": {\"port\": 53}}",
                "{\"httpGet\": null}",
                "{\"httpGet\": 8087}",
                "{\"tcpSocket\": [{\"port\": 8087}]}",
                "{\"exec\": {}, \"httpGet\": {\"port\": 8087}}",
                "{\"periodSeconds\": 5}"
            })
    void readsNoProbeWhereTheKubeletCallsNothing(String probe) throws IOException {
        assertThat(Pods.container("{\"livenessProbe\": " + probe + "}").probes())
                .isEmpty();
    }

    @Test
    void readsOfSeveralHandlersTheOneTheKubeletWouldTake() throws IOException {
        Container container = Pods.container("""
                {"readinessProbe": {"grpc": {"port": 3}, "tcpSocket": {"port": 2}, "httpGet": {"port": 1}},
                 "livenessProbe": {"grpc": {"port": 3}, "tcpSocket": {"port": 2}},
                 "startupProbe": {"tcpSocket": {"port": 2}, "exec": null}}
                """);

        assertThat(container.probes())
                .extracting(probe -> probe.call().handler())
                .containsExactly(Handler.HTTP_GET, Handler.TCP_SOCKET, Handler.TCP_SOCKET);
    }

    @Test
    void readsProbesInTheOrderReadinessLivenessStartupWhateverTheirs() throws IOException {
        Container container = Pods.container("""
                {"startupProbe": {"grpc": {"port": 3}}, "livenessProbe": {"grpc": {"port": 2}},
                 "readinessProbe": {"grpc": {"port": 1}}}
                """);

        assertThat(container.probes())
                .extracting(Probe::type)
                .containsExactly(Probe.Type.READINESS, Probe.Type.LIVENESS, Probe.Type.STARTUP);
    }

    @Test
    void takesTheLastOfAKeyThatStandsTwice() throws IOException {
        Pod pod = Pods.read("""
                {"metadata": {"labels": {"app": "a", "app": "b"}, "annotations": {"example.com/a": "1"},
                              "annotations": {"example.com/a": "2", "example.com/a": "3"}},
                 "spec": {"containers": [{"name": "first"}], "containers": [{"name": "second",
                   "readinessProbe": {"httpGet": {"port": 1, "port": 2}}, "readinessProbe": {"tcpSocket": {"port": 3}},
                   "livenessProbe": {"tcpSocket": {"port": 4}}, "livenessProbe": {"exec": {}}}]}}
                """);

        assertThat(pod.labels()).containsEntry("app", "b");
        assertThat(pod.annotations().get("example.com/a")).contains("3");
        Container second = pod.containers().getFirst();
        assertThat(second.name()).contains("second");
        assertThat(second.probes())
                .extracting(probe -> probe.call().port())
                .containsExactly(new PortReference.Numbered(3));
    }

    @Test
    void readsFiveThousandContainers() throws IOException {
        String containers = IntStream.range(0, 5000)
                .mapToObj(i ->
                        "{\"name\": \"c" + i + "\", \"readinessProbe\": {\"httpGet\": {\"port\": " + (i + 1) + "}}}")
                .collect(Collectors.joining(","));

        Pod pod = Pods.read("{\"spec\": {\"containers\": [" + containers + "]}}");

        assertThat(pod.containers()).hasSize(5000);
        assertThat(pod.container("c4999").orElseThrow().probes()).hasSize(1);
    }

    @Test
    void keepsArgumentsOfInitContainersOnly() throws IOException {
        Pod pod = Pods.read("""
                {"spec": {"initContainers": [{"args": ["-d", "8087", 5, null]}], "containers": [{"args": ["-d"]}]}}
                """);

        assertThat(pod.initContainers().getFirst().arguments()).containsExactly("-d", "8087", "", "");
        assertThat(pod.containers().getFirst().arguments()).isEmpty();
    }

    @Test
    void readsNoGrpcHook() throws IOException {
        assertThat(Pods.container("{\"lifecycle\": {\"preStop\": {\"grpc\": {\"port\": 1}}, \"postStart\": null}}")
                        .hooks())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\": ",
                "{\"metadata\": {\"labels\": {\"a\": }}}",
                "{\"spec\": {\"containers\": [{\"ports\": [}]}}",
                "{\"spec\": {\"containers\": [{}",
                "{\"x\": 01}"
            })
    void failsOnlyOnWhatIsNoJson(String json) {
        assertThatThrownBy(() -> Pods.read(json)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void failsOnBytesThatAreNoUtf8EvenWhereItSkips() {
        byte[] json = "{\"spec\": {\"nodeName\": \"_\"}}".getBytes(StandardCharsets.UTF_8);
        json[json.length - 4] = (byte) 0xff;

        assertThatThrownBy(() -> Pods.read(json)).isInstanceOf(IOException.class);
    }

    @Test
    void failsOnAbsurdNestingEvenWhereItSkips() {
        String json = "{\"spec\": {\"volumes\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}}";

        assertThatThrownBy(() -> Pods.read(json)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void readsTheLocalPortsThatAContainerNames() throws IOException {
        Pod pod = Pods.read("""
                {"spec": {"containers": [{"command": ["proxy", "localhost:3000"],
                  "args": ["--upstream=http://127.0.0.1:3001/", "--also=[::1]:3002,localhost:3000", "localhost:300009",
                           "otherhost:3003", "localhost:", "10.127.0.0.1:3004", "mylocalhost:3007"],
                  "env": [{"name": "localhost:3005", "value": "localhost:3006"}, {"name": "B", "valueFrom": {}}]}]}}
                """);

        assertThat(pod.containers().getFirst().localPorts()).containsExactly(3000, 3001, 3002, 3006);
    }

    @Test
    void readsOnlySomeOfManyLocalPorts() throws IOException {
        String all =
                IntStream.rangeClosed(1, 60_000).mapToObj(i -> "localhost:" + i).collect(Collectors.joining(" "));
        Pod pod = Pods.read("{\"spec\": {\"containers\": [{\"args\": [\"%s\"]}]}}".formatted(all));

        assertThat(pod.containers().getFirst().localPorts()).hasSize(64);
    }

    @Test
    void readsWhatControlsIt() throws IOException {
        String owners = """
                {"metadata": {"labels": {"pod-template-hash": "7d4b"}, "ownerReferences": [{"kind": "Other", "name": "a"},
                  {"kind": "ReplicaSet", "name": "%s", "controller": true}, {"kind": "Third", "name": "b"}]}}""";

        assertThat(Pods.read(owners.formatted("web-7d4b")).workload()).contains(new Controller("Deployment", "web"));
        assertThat(Pods.read(owners.formatted("web")).workload()).contains(new Controller("ReplicaSet", "web"));
        assertThat(Pods.read(owners.formatted("w".repeat(254))).controller())
                .as("no object has such a name")
                .isEmpty();
    }
}
