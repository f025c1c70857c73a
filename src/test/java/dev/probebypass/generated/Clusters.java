package dev.probebypass.generated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.PortPolicy;
import dev.probebypass.bypass.PortSet;
import dev.probebypass.callers.Callers;
import dev.probebypass.cluster.Namespace;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.cluster.Unseen;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.PortList;
import dev.probebypass.mesh.istio.Istio;
import dev.probebypass.mesh.istio.IstioConfiguration;
import dev.probebypass.mesh.istio.IstioSight;
import dev.probebypass.mesh.istio.IstioValues;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.pod.PortReference;
import dev.probebypass.routes.LabelKeys;
import dev.probebypass.routes.NamespaceRoutes;
import dev.probebypass.routes.Service;
import dev.probebypass.routes.Services;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Clusters and settings that pods come into. */
final class Clusters {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Clusters() {}

    static Arbitrary<Snapshot> snapshots() {
        return Combinators.combine(namespace(), services(), sight(), meshPolicies(), unseen())
                .as((namespace, services, values, policies, unseen) -> new Snapshot(
                        "shop",
                        namespace,
                        new NamespaceRoutes(Services.of(services, LabelKeys.DEFAULT), List.of(), true),
                        Callers.NONE,
                        List.of(new IstioConfiguration(
                                new Istio(), Map.of(IstioConfiguration.DEFAULT, values), Map.of(), IstioSight.UNSEEN)),
                        List.of(policies),
                        unseen));
    }

    /** For all pods: a mode of mTLS, and a rule that may guard some of the ports that pods have. */
    private static Arbitrary<MeshPolicies> meshPolicies() {
        return Combinators.combine(
                        Arbitraries.of("STRICT", "PERMISSIVE", "DISABLE"),
                        Arbitraries.of("ALLOW", "DENY", "CUSTOM"),
                        Arbitraries.of(
                                "{}", "{\"ports\": [\"8080\"]}", "{\"notPorts\": [\"8081\"]}", "{\"paths\": [\"/*\"]}"),
                        Arbitraries.of("[]", "[{\"source\": {\"namespaces\": [\"ingress\"]}}]"))
                .as((mode, action, operation, from) ->
                        TestMeshes.policies(Stream.of("""
                        {"apiVersion": "security.istio.io/v1", "kind": "PeerAuthentication",
                         "metadata": {"name": "mode", "namespace": "istio-system"}, "spec": {"mtls": {"mode": "%s"}}}""".formatted(mode), """
                        {"apiVersion": "security.istio.io/v1", "kind": "AuthorizationPolicy",
                         "metadata": {"name": "rule", "namespace": "shop"},
                         "spec": {"action": "%s", "rules": [{"from": %s, "to": [{"operation": %s}]}]}}""".formatted(action, from, operation))
                                .map(Clusters::json)
                                .toList()))
                .optional()
                .map(some -> some.orElse(MeshPolicies.UNSEEN));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static Arbitrary<Optional<Unseen>> unseen() {
        return Arbitraries.of(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Unseen.SERVICES_TOO_LARGE));
    }

    private static Arbitrary<Optional<Namespace>> namespace() {
        return Arbitraries.of(
                Optional.empty(),
                Optional.of(namespace("true")),
                Optional.of(namespace("true")),
                Optional.of(namespace("false")));
    }

    private static Namespace namespace(String enabled) {
        return new Namespace(
                "shop",
                Map.of("istio-injection", "enabled", "probe-bypass.dev/enabled", enabled),
                Map.of("probe-bypass.dev/shared-ports", "rewrite"));
    }

    /** In the order of their names, as a store has them. */
    private static Arbitrary<List<Service>> services() {
        return service()
                .list()
                .ofMaxSize(2)
                .uniqueElements(Service::name)
                .map(services -> services.stream()
                        .sorted(Comparator.comparing(Service::name))
                        .toList());
    }

    private static Arbitrary<Service> service() {
        Arbitrary<PortReference> port = Arbitraries.of(
                PortReference.of(8080),
                PortReference.of(9001),
                new PortReference.Named("http"),
                new PortReference.Named("none"));
        return Combinators.combine(Arbitraries.of("web", "db"), port)
                .as((app, target) -> new Service(
                        "service-" + app, Map.of("app", app), List.of(new Service.Port(Optional.empty(), target, 80))));
    }

    private static Arbitrary<IstioSight> sight() {
        return Arbitraries.oneOf(
                values().map(IstioSight::current),
                values().map(IstioSight::current),
                Arbitraries.just(IstioSight.UNSEEN));
    }

    private static Arbitrary<IstioValues> values() {
        Arbitrary<String> lists = Arbitraries.of("", "7000", "7000,x,,9001", "*");
        return Combinators.combine(Arbitraries.of(true, false, false), lists, Arbitraries.of("*", "*", "8080", ""))
                .as((rewrites, excluded, included) -> new IstioValues(
                        rewrites, included, excluded, excluded, 15020, false, IstioValues.ASSUMED.selection()));
    }

    private static Arbitrary<PortSet> applicationPorts() {
        return Arbitraries.of("", "", "9001,7777", "9000-9002", "http")
                .map(text -> PortSet.parse(text).ports());
    }

    private static Arbitrary<PortPolicy> policies() {
        return Combinators.combine(
                        Arbitraries.of(PortPolicy.NearServices.values()),
                        Arbitraries.of(PortPolicy.NoService.values()),
                        Arbitraries.of(PortPolicy.HookPorts.values()))
                .as(PortPolicy::new);
    }

    static Arbitrary<Options> options() {
        Arbitrary<PortList> ports = Arbitraries.of(PortList.EMPTY, PortList.EMPTY, PortList.of(9001, 7777));
        return Combinators.combine(
                        Arbitraries.of(Options.Mode.ENFORCE, Options.Mode.ENFORCE, Options.Mode.AUDIT),
                        Arbitraries.of(Options.SharedPorts.values()),
                        Arbitraries.of(Options.MeshChoice.AUTO, new Options.MeshChoice("istio")),
                        ports,
                        ports,
                        applicationPorts(),
                        policies())
                .as(Options::new);
    }
}
