package dev.probebypass.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.PortPolicy;
import dev.probebypass.bypass.PortSet;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.PortList;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.routes.LabelKeys;
import dev.probebypass.routes.RouteSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeSettingsTest {

    private static List<Map.Entry<Mesh, MeshSettings>> meshes(String... namespaces) {
        return List.of(Map.entry(Meshes.ALL.getFirst(), new MeshSettings(List.of(namespaces), Map.of(), false)));
    }

    @Test
    void hasADefaultForEverything() {
        ServeSettings settings = accepted(CliInput.nothing());

        assertThat(settings)
                .isEqualTo(new ServeSettings(
                        Options.DEFAULT,
                        ServeSettings.ClusterMode.WATCHED,
                        new ClusterSettings(
                                Optional.empty(),
                                List.of("istio-system"),
                                meshes("istio-system"),
                                RouteSources.DEFAULT),
                        new TlsSettings(Optional.empty(), Optional.empty(), TlsVersion.TLS_1_3),
                        new OwnCertificateSettings(
                                "probe-bypass",
                                "probe-bypass",
                                Optional.empty(),
                                List.of(),
                                "istio-probe-bypass",
                                "probe-bypass",
                                "probe-bypass-ca",
                                new OwnCertificateSettings.Times(
                                        Duration.ofDays(365), Duration.ofDays(7), Duration.ofSeconds(60))),
                        new ListenSettings("0.0.0.0", 10250, 8080),
                        new LimitSettings(
                                16 << 20,
                                64,
                                256,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(120),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10)),
                        LogLevel.INFO,
                        LogFormat.TEXT));
    }

    @Test
    void readsEveryFlag() {
        ServeSettings settings = accepted(CliInput.flag("--mode", "audit")
                .andFlag("--shared-ports", "bypass")
                .andFlag("--mesh", "istio")
                .andFlag("--inbound-ports", "9001, 9000")
                .andFlag("--outbound-ports", "5432")
                .andFlag("--application-ports", "8080,9000-9010,http")
                .andFlag("--near-services", "warn")
                .andFlag("--no-service", "leave")
                .andFlag("--hook-ports", "bypass")
                .andFlag("--route-sources", "EndpointSlice, Rollout")
                .andFlag("--grouping-labels", "squad")
                .andFlag("--naming-labels", "module")
                .andFlag("--switched-labels", "wave")
                .andFlag("--mesh-namespace", "mesh, mesh-two")
                .andFlag("--kubeconfig", "/etc/kubeconfig")
                .andFlag("--tls-certificate", "tls.crt")
                .andFlag("--tls-key", "tls.key")
                .andFlag("--client-ca", "clients.crt")
                .andFlag("--client-names", "kube-apiserver, front proxy")
                .andFlag("--tls-min-version", "1.2")
                .andFlag("--namespace", "ours")
                .andFlag("--service", "webhook")
                .andFlag("--webhook-url", "https://[fd00::1]:8443/mutate")
                .andFlag("--certificate-hosts", "webhook.example.com, 10.0.0.1")
                .andFlag("--webhook-configuration", "a.b")
                .andFlag("--deployment", "replicas")
                .andFlag("--ca-secret", "authority")
                .andFlag("--ca-validity", "15s")
                .andFlag("--leaf-validity", "3s")
                .andFlag("--ca-overlap-wait", "1s")
                .andFlag("--host", "::1")
                .andFlag("--port", "0")
                .andFlag("--management-port", "0")
                .andFlag("--max-bytes-in-flight", "1Gi")
                .andFlag("--max-concurrent-reviews", "7")
                .andFlag("--max-connections", "9")
                .andFlag("--request-timeout", "500ms")
                .andFlag("--idle-timeout", "2m")
                .andFlag("--drain-delay", "0s")
                .andFlag("--drain-timeout", "1h")
                .andFlag("--log-level", "debug")
                .andFlag("--log-format", "json")
                .input());

        assertThat(settings)
                .isEqualTo(new ServeSettings(
                        new Options(
                                Options.Mode.AUDIT,
                                Options.SharedPorts.BYPASS,
                                new Options.MeshChoice("istio"),
                                PortList.parse("9001,9000").ports(),
                                PortList.parse("5432").ports(),
                                PortSet.parse("8080,9000-9010,http").ports(),
                                new PortPolicy(
                                        PortPolicy.NearServices.WARN,
                                        PortPolicy.NoService.LEAVE,
                                        PortPolicy.HookPorts.BYPASS)),
                        ServeSettings.ClusterMode.WATCHED,
                        new ClusterSettings(
                                Optional.of(Path.of("/etc/kubeconfig")),
                                List.of("mesh", "mesh-two"),
                                meshes("mesh", "mesh-two"),
                                new RouteSettings(
                                        List.of("EndpointSlice", "Rollout"),
                                        LabelKeys.DEFAULT.plus(List.of("squad"), List.of("module"), List.of("wave")))),
                        new TlsSettings(
                                Optional.of(new TlsSettings.Files(Path.of("tls.crt"), Path.of("tls.key"))),
                                Optional.of(new TlsSettings.Clients(
                                        Path.of("clients.crt"), List.of("kube-apiserver", "front proxy"))),
                                TlsVersion.TLS_1_2),
                        new OwnCertificateSettings(
                                "ours",
                                "webhook",
                                Optional.of("https://[fd00::1]:8443/mutate"),
                                List.of("fd00::1", "webhook.example.com", "10.0.0.1"),
                                "a.b",
                                "replicas",
                                "authority",
                                new OwnCertificateSettings.Times(
                                        Duration.ofSeconds(15), Duration.ofSeconds(3), Duration.ofSeconds(1))),
                        new ListenSettings("::1", 0, 0),
                        new LimitSettings(
                                1 << 30,
                                7,
                                9,
                                Duration.ofMillis(500),
                                Duration.ofMinutes(2),
                                Duration.ZERO,
                                Duration.ofHours(1)),
                        LogLevel.DEBUG,
                        LogFormat.JSON));
    }

    @Test
    void readsAVariableWhereThereIsNoFlag() {
        ServeSettings settings = accepted(CliInput.variable("PROBE_BYPASS_PORT", "9443")
                .andVariable("PROBE_BYPASS_MANAGEMENT_PORT", "9090")
                .andFlag("--management-port", "9091")
                .input());

        assertThat(settings.listen()).isEqualTo(new ListenSettings("0.0.0.0", 9443, 9091));
    }

    @Test
    void listensOnTheLoopbackWhenLocalUnlessToldOtherwise() {
        ListenSettings local =
                accepted(CliInput.flag("--local", "true").input()).listen();
        ListenSettings told = accepted(CliInput.flag("--local", "true")
                        .andFlag("--host", "0.0.0.0")
                        .input())
                .listen();

        assertThat(local.host()).isEqualTo("127.0.0.1");
        assertThat(told.host()).isEqualTo("0.0.0.0");
    }

    @Test
    void stopsAtOnceWhenLocalUnlessToldOtherwise() {
        LimitSettings local = accepted(CliInput.flag("--local", "true").input()).limits();
        LimitSettings told = accepted(CliInput.flag("--local", "true")
                        .andFlag("--drain-delay", "2s")
                        .input())
                .limits();

        assertThat(local.drainDelay()).isZero();
        assertThat(told.drainDelay()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void knowsNothingOfIstioUnlessOneOfItsValuesIsSet() {
        ServeSettings settings = accepted(CliInput.variable("PROBE_BYPASS_ISTIO_EXCLUDE_INBOUND_PORTS", " 9000,09001")
                .andFlag("--istio-rewrite-probes", "true")
                .input());

        assertThat(settings.cluster().meshes())
                .extracting(Map.Entry::getValue)
                .containsExactly(new MeshSettings(
                        List.of("istio-system"),
                        Map.of(
                                "rewrite-probes", "true",
                                "include-inbound-ports", "*",
                                "exclude-inbound-ports", "9000,9001",
                                "exclude-outbound-ports", "",
                                "status-port", "15020"),
                        false));
        assertThat(accepted(CliInput.flag("--mode", "audit").input()).cluster().meshes())
                .allSatisfy(each -> assertThat(each.getValue().values()).isEmpty());
    }

    @Test
    void reportsEveryProblemAtOnce() {
        List<Problem> problems = refused(CliInput.flag("--port", "99999")
                .andFlag("--mode", "maybe")
                .andFlag("--tls-key", "tls.key")
                .andFlag("--host", "a b")
                .andFlag("--log-level", "info")
                .andFlag("--log-level", "warn")
                .andVariable("PROBE_BYPASS_INBOUND_PORTS", "80,http")
                .andVariable("PROBE_BYPASS_MESH_NAMESPACE", "Mesh")
                .andVariable("PROBE_BYPASS_MANAGMENT_PORT", "1")
                .input(List.of("--idle-timout=1s", "stray", "--nonsense", "itsValue")));

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "--mode=maybe: use enforce or audit",
                        "PROBE_BYPASS_INBOUND_PORTS=80,http: use port numbers from 1 to 65535 with commas between them",
                        "PROBE_BYPASS_MESH_NAMESPACE=Mesh: use names of namespaces with commas between them",
                        "--tls-key=tls.key: give --tls-certificate too",
                        "--host=a b: use a host name or an IP address",
                        "--port=99999: use a number from 0 to 65535",
                        "--log-level=info, warn: give it once",
                        "--idle-timout=1s: is no option; did you mean --idle-timeout?",
                        "stray: is no option, and no option takes it",
                        "--nonsense: is no option; see --help",
                        "PROBE_BYPASS_MANAGMENT_PORT=1: is no setting; did you mean PROBE_BYPASS_MANAGEMENT_PORT?");
    }

    @ParameterizedTest
    @CsvSource({
        "--tls-certificate, tls.crt, give --tls-key too",
        "--client-names, kube-apiserver, give --client-ca too",
        "--management-port, 10250, --port has that one already: use another",
        "--max-bytes-in-flight, 6Mi, 'use a size from 7Mi to 2047Mi, such as 24Mi'",
        "--max-bytes-in-flight, 2Gi, 'use a size from 7Mi to 2047Mi, such as 24Mi'",
        "--request-timeout, 0s, 'use a duration such as 10s, 500ms or 2m, up to 24h'",
        "--drain-delay, 0, 'use a duration such as 10s, 500ms or 2m, up to 24h, or 0s for none'",
        "--drain-timeout, 0s, 'use a duration such as 10s, 500ms or 2m, up to 24h'",
        "--request-timeout, 25h, 'use a duration such as 10s, 500ms or 2m, up to 24h'",
        "--request-timeout, 10, 'use a duration such as 10s, 500ms or 2m, up to 24h'",
        "--max-concurrent-reviews, 0, use a number from 1 to 10000",
        "--max-connections, 0, use a number from 1 to 10000",
        "--shared-ports, LEAVE, 'use leave, rewrite or bypass'",
        "--istio-include-inbound-ports, '*,80', use * or port numbers from 1 to 65535 with commas between them",
        "--istio-status-port, -1, use a number from 0 to 65535",
        "--local, yes, use true or false",
        "--kubeconfig, '', use the path of a file",
        "--port, '', use a number from 0 to 65535",
        "--ca-validity, 3651d, 'use a duration such as 365d, 12h or 30m, up to 3650d'",
        "--ca-validity, 21d, use at least three times --leaf-validity and --ca-overlap-wait together",
        "--webhook-url, http://a/mutate, use an address such as https://HOST:PORT/mutate",
        "--webhook-url, 'https://a b/mutate', use an address such as https://HOST:PORT/mutate",
        "--webhook-url, https://user@a/mutate, use an address such as https://HOST:PORT/mutate",
        "--certificate-hosts, 'a,,b', use host names and IP addresses with commas between them",
        "--webhook-configuration, UPPER, use the name of an object",
    })
    void saysWhatIsAccepted(String flag, String value, String advice) {
        List<Problem> problems = refused(CliInput.flag(flag, value).input());

        assertThat(problems).containsExactly(new Problem(flag + "=" + value, advice));
    }

    @Test
    void reportsAWrongVariableEvenWhereAFlagBeatsIt() {
        List<Problem> problems = refused(CliInput.flag("--port", "1")
                .andVariable("PROBE_BYPASS_PORT", "x")
                .input());

        assertThat(problems).containsExactly(new Problem("PROBE_BYPASS_PORT=x", "use a number from 0 to 65535"));
    }

    @Test
    void refusesAClusterForALocalServer() {
        List<Problem> problems = refused(CliInput.flag("--local", "true")
                .andFlag("--kubeconfig", "config")
                .input());

        assertThat(problems)
                .containsExactly(new Problem("--kubeconfig=config", "--local needs no cluster: leave one out"));
    }

    @Test
    void passesOverWhatKubernetesSaysOfServicesWithOurName() {
        ServeSettings settings = accepted(CliInput.variable("PROBE_BYPASS_PORT", "tcp://10.0.0.1:443")
                .andVariable("PROBE_BYPASS_MANAGEMENT_PORT", "tcp://10.0.0.2:8080")
                .andVariable("PROBE_BYPASS_SERVICE_HOST", "10.0.0.1")
                .andVariable("PROBE_BYPASS_SERVICE_PORT", "443")
                .andVariable("PROBE_BYPASS_SERVICE_PORT_HTTPS", "443")
                .andVariable("PROBE_BYPASS_PORT_443_TCP", "tcp://10.0.0.1:443")
                .andVariable("PROBE_BYPASS_PORT_443_TCP_ADDR", "10.0.0.1")
                .input());

        assertThat(settings.listen()).isEqualTo(new ListenSettings("0.0.0.0", 10250, 8080));
    }

    @Test
    void takesItsNamespaceFromThePodUnlessItIsTold() {
        CliInput pod = CliInput.variable("POD_NAMESPACE", "of-the-pod");

        assertThat(accepted(pod.input()).ownCertificate().namespace()).isEqualTo("of-the-pod");
        assertThat(accepted(pod.andFlag("--namespace", "told").input())
                        .ownCertificate()
                        .namespace())
                .isEqualTo("told");
    }

    @Test
    void theLeastMemoryHoldsOneBody() {
        ServeSettings settings = accepted(
                CliInput.flag("--max-bytes-in-flight", Settings.MAX_BODY).input());

        assertThat(settings.limits().maxBytesInFlight()).isEqualTo(LimitSettings.MAX_BODY_BYTES);
    }

    private static ServeSettings accepted(RawInput input) {
        return switch (ServeSettings.read(input)) {
            case Parsed.Accepted<ServeSettings>(ServeSettings settings) -> settings;
            case Parsed.Refused<ServeSettings>(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }

    private static List<Problem> refused(RawInput input) {
        return switch (ServeSettings.read(input)) {
            case Parsed.Accepted<ServeSettings>(ServeSettings settings) -> throw new AssertionError(settings);
            case Parsed.Refused<ServeSettings>(List<Problem> problems) -> problems;
        };
    }
}
