package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.PortPolicy;
import dev.probebypass.bypass.PortSet;
import dev.probebypass.mesh.PortList;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.meshes.RouteSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The table of everything an operator can set. */
public final class Settings {

    /** As users write it. */
    static final String MAX_BODY = (LimitSettings.MAX_BODY_BYTES >> 20) + "Mi";

    private static final int MAX_PORT = 65_535;

    static final Setting<Options.Mode> MODE = new Setting<>(
            "mode",
            ValueType.choice(Options.Mode.class),
            Options.DEFAULT.mode().word(),
            "Patch pods, or only decide, warn and count.");
    static final Setting<Options.SharedPorts> SHARED_PORTS = new Setting<>(
            "shared-ports",
            ValueType.choice(Options.SharedPorts.class),
            Options.DEFAULT.sharedPorts().word(),
            "What becomes of a probed port that carries application traffic too.");
    static final Setting<PortList> INBOUND_PORTS = new Setting<>(
            "inbound-ports", ValueType.PORTS, "", "Inbound ports that bypass the sidecar, whatever they are.");
    static final Setting<PortList> OUTBOUND_PORTS = new Setting<>(
            "outbound-ports", ValueType.PORTS, "", "Ports elsewhere that pods reach without their sidecar.");
    static final Setting<PortSet> APPLICATION_PORTS =
            new Setting<>("application-ports", ValueType.PORT_SET, "", "Ports that never bypass the sidecar.");
    static final Setting<PortPolicy.NearServices> NEAR_SERVICES = new Setting<>(
            "near-services",
            ValueType.choice(PortPolicy.NearServices.class),
            PortPolicy.DEFAULT.nearServices().word(),
            "What becomes of a probed port to which a Service leads that may come to select the pod.");
    static final Setting<PortPolicy.NoService> NO_SERVICE = new Setting<>(
            "no-service",
            ValueType.choice(PortPolicy.NoService.class),
            PortPolicy.DEFAULT.noService().word(),
            "What becomes of the probed ports of a pod that no Service selects and to which nothing else leads.");
    static final Setting<PortPolicy.HookPorts> HOOK_PORTS = new Setting<>(
            "hook-ports",
            ValueType.choice(PortPolicy.HookPorts.class),
            PortPolicy.DEFAULT.hookPorts().word(),
            "What becomes of a port that an HTTP or TCP lifecycle hook calls; bypass: it is judged as a probe's port.");

    static final Setting<List<String>> ROUTE_SOURCES = new Setting<>(
            "route-sources",
            ValueType.namesOf(RouteSources.NAMES),
            String.join(",", RouteSources.NAMES),
            "What is read beside Services to know which ports carry application traffic, and who calls them.");
    static final Setting<List<String>> GROUPING_LABELS = new Setting<>(
            "grouping-labels",
            ValueType.LABEL_KEYS,
            "",
            "More keys of labels that several applications share, such as part-of.");
    static final Setting<List<String>> NAMING_LABELS = new Setting<>(
            "naming-labels",
            ValueType.LABEL_KEYS,
            "",
            "More keys of labels that name an application or a part of one, such as component.");
    static final Setting<List<String>> SWITCHED_LABELS = new Setting<>(
            "switched-labels",
            ValueType.LABEL_KEYS,
            "",
            "More keys of labels whose value in a Service is turned with a release, such as version.");

    static final Setting<Options.MeshChoice> MESH = new Setting<>(
            "mesh",
            ValueType.mesh(),
            Options.DEFAULT.mesh().word(),
            "The mesh that pods are in; auto looks at labels and annotations.");
    static final Setting<List<String>> MESH_NAMESPACE = new Setting<>(
            "mesh-namespace",
            ValueType.NAMESPACE_NAMES,
            String.join(
                    ",",
                    Meshes.ALL.stream()
                            .flatMap(mesh -> mesh.namespaces().stream())
                            .toList()),
            "The namespaces of the mesh's configuration, with commas between them.");

    static final Setting<Path> KUBECONFIG =
            new Setting<>("kubeconfig", ValueType.FILE, "", "A file that says how to reach the cluster.");
    static final Setting<Boolean> LOCAL = new Setting<>(
            "local", ValueType.BOOLEAN, "false", "Serve without a cluster, with a certificate made for the occasion.");

    static final Setting<Path> TLS_CERTIFICATE = new Setting<>(
            "tls-certificate",
            ValueType.FILE,
            "",
            "The server's certificate chain, in PEM; with --tls-key. Without, the server makes its own.");
    static final Setting<Path> TLS_KEY =
            new Setting<>("tls-key", ValueType.FILE, "", "The certificate's private key, in PEM.");
    static final Setting<Path> CLIENT_CA = new Setting<>(
            "client-ca",
            ValueType.FILE,
            "",
            "Authorities whose certificate a client must show, in PEM; without it none.");
    static final Setting<List<String>> CLIENT_NAMES = new Setting<>(
            "client-names",
            ValueType.CLIENT_NAMES,
            "",
            "Names of which a client's certificate must have one, as CN or SAN; without them any of --client-ca will do.");
    static final Setting<TlsVersion> TLS_MIN_VERSION = new Setting<>(
            "tls-min-version", ValueType.choice(TlsVersion.class), "1.3", "The oldest TLS that a client may speak.");

    static final Setting<String> NAMESPACE = new Setting<>(
            "namespace",
            ValueType.NAMESPACE_NAME,
            "probe-bypass",
            "The namespace that the server runs in; POD_NAMESPACE says it too.");
    static final Setting<String> SERVICE = new Setting<>(
            "service", ValueType.SERVICE_NAME, "probe-bypass", "The Service by which the API server calls.");
    static final Setting<String> WEBHOOK_URL = new Setting<>(
            "webhook-url",
            ValueType.URL,
            "",
            "By which the API server calls instead, where it reaches no Service; the certificate names its host too.");
    static final Setting<List<String>> CERTIFICATE_HOSTS = new Setting<>(
            "certificate-hosts",
            ValueType.HOST_NAMES,
            "",
            "What the certificate names beside the Service and the host of --webhook-url.");
    static final Setting<String> WEBHOOK_CONFIGURATION = new Setting<>(
            "webhook-configuration",
            ValueType.OBJECT_NAME,
            Meshes.WEBHOOK_CONFIGURATION,
            "The MutatingWebhookConfiguration that calls us, whose caBundle is kept right.");
    static final Setting<String> DEPLOYMENT = new Setting<>(
            "deployment",
            ValueType.OBJECT_NAME,
            "probe-bypass",
            "The server's own: the Lease has its name, and while it stands, a lost --ca-secret is made anew.");
    static final Setting<String> CA_SECRET = new Setting<>(
            "ca-secret", ValueType.OBJECT_NAME, "probe-bypass-ca", "The Secret of the certificate authority.");
    static final Setting<Duration> CA_VALIDITY = new Setting<>(
            "ca-validity", ValueType.LIFE, "365d", "How long an authority holds; after two thirds there is another.");
    static final Setting<Duration> LEAF_VALIDITY = new Setting<>(
            "leaf-validity", ValueType.LIFE, "7d", "How long a server's certificate holds; renewed after two thirds.");
    static final Setting<Duration> CA_OVERLAP_WAIT = new Setting<>(
            "ca-overlap-wait",
            ValueType.TIME,
            "60s",
            "How long a new authority is in the caBundle before it signs, for every API server to see it.");

    static final Setting<String> HOST = new Setting<>(
            "host", ValueType.HOST_NAME, "0.0.0.0", "The address to listen on; with --local it is 127.0.0.1.");
    static final Setting<Integer> PORT = new Setting<>(
            "port", ValueType.number(0, MAX_PORT), "10250", "The HTTPS port of the webhook; 0 takes a free one.");
    static final Setting<Integer> MANAGEMENT_PORT = new Setting<>(
            "management-port",
            ValueType.number(0, MAX_PORT),
            "8080",
            "The HTTP port of /healthz, /readyz and /metrics; 0 takes a free one.");

    static final Setting<Integer> MAX_BYTES_IN_FLIGHT = new Setting<>(
            "max-bytes-in-flight", ValueType.size(MAX_BODY), "16Mi", "Bytes of all request bodies held at once.");
    static final Setting<Integer> MAX_CONCURRENT_REVIEWS = new Setting<>(
            "max-concurrent-reviews", ValueType.number(1, 10_000), "64", "Reviews that are answered at once.");
    static final Setting<Integer> MAX_CONNECTIONS = new Setting<>(
            "max-connections",
            ValueType.number(1, 10_000),
            "256",
            "Connections on the HTTPS port; the one least in use makes room for another.");
    static final Setting<Duration> REQUEST_TIMEOUT =
            new Setting<>("request-timeout", ValueType.TIME, "10s", "From a request's first byte to its last.");
    static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "idle-timeout",
            ValueType.TIME,
            "120s",
            "How long an idle connection stays open; the API server's stay 90s.");
    static final Setting<Duration> DRAIN_DELAY = new Setting<>(
            "drain-delay",
            ValueType.TIME_OR_NONE,
            "5s",
            "How long new requests are still answered when the server stops; with --local it is 0s.");
    static final Setting<Duration> DRAIN_TIMEOUT =
            new Setting<>("drain-timeout", ValueType.TIME, "10s", "How long requests may then take to end.");

    static final Setting<LogLevel> LOG_LEVEL = new Setting<>(
            "log-level", ValueType.choice(LogLevel.class), "info", "The least important log lines to write.");
    static final Setting<LogFormat> LOG_FORMAT = new Setting<>(
            "log-format",
            ValueType.choice(LogFormat.class),
            "text",
            "How log lines are written; json is one object a line.");

    private static final List<SettingGroup> DECISION = Stream.concat(
                    Stream.of(
                            new SettingGroup(
                                    "What is decided",
                                    List.of(
                                            MODE,
                                            SHARED_PORTS,
                                            INBOUND_PORTS,
                                            OUTBOUND_PORTS,
                                            APPLICATION_PORTS,
                                            NEAR_SERVICES,
                                            NO_SERVICE,
                                            HOOK_PORTS)),
                            new SettingGroup(
                                    "The ways into a pod",
                                    List.of(ROUTE_SOURCES, GROUPING_LABELS, NAMING_LABELS, SWITCHED_LABELS)),
                            new SettingGroup("The mesh", List.of(MESH, MESH_NAMESPACE))),
                    Meshes.ALL.stream().map(MeshSettingsReader::group))
            .toList();

    private static final List<SettingGroup> SERVER = List.of(
            new SettingGroup("The cluster", List.of(KUBECONFIG, LOCAL)),
            new SettingGroup("TLS", List.of(TLS_CERTIFICATE, TLS_KEY, CLIENT_CA, CLIENT_NAMES, TLS_MIN_VERSION)),
            new SettingGroup(
                    "Certificates of its own, without --tls-certificate",
                    List.of(
                            NAMESPACE,
                            SERVICE,
                            WEBHOOK_URL,
                            CERTIFICATE_HOSTS,
                            WEBHOOK_CONFIGURATION,
                            DEPLOYMENT,
                            CA_SECRET,
                            CA_VALIDITY,
                            LEAF_VALIDITY,
                            CA_OVERLAP_WAIT)),
            new SettingGroup("Where to listen", List.of(HOST, PORT, MANAGEMENT_PORT)),
            new SettingGroup(
                    "Limits",
                    List.of(
                            MAX_BYTES_IN_FLIGHT,
                            MAX_CONCURRENT_REVIEWS,
                            MAX_CONNECTIONS,
                            REQUEST_TIMEOUT,
                            IDLE_TIMEOUT,
                            DRAIN_DELAY,
                            DRAIN_TIMEOUT)),
            new SettingGroup("Logging", List.of(LOG_LEVEL, LOG_FORMAT)));

    private Settings() {}

    /** What the server takes, in the order of its help text: everything. */
    public static List<SettingGroup> ofServe() {
        return Stream.concat(DECISION.stream(), SERVER.stream()).toList();
    }

    /** What an explanation takes. */
    public static List<SettingGroup> ofExplain() {
        SettingGroup cluster = new SettingGroup("The cluster", List.of(KUBECONFIG));
        return Stream.concat(DECISION.stream(), Stream.of(cluster)).toList();
    }

    /** What a check takes. */
    public static List<SettingGroup> ofCheck() {
        return List.of(new SettingGroup("The cluster", List.of(KUBECONFIG, WEBHOOK_CONFIGURATION, MESH_NAMESPACE)));
    }
}
