package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Guard;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.pod.Call;
import dev.probebypass.pod.Pod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What AuthorizationPolicies and PeerAuthentications say of the pods of one namespace.
 *
 * @param authorization the AuthorizationPolicies of the namespace
 * @param meshAuthorization those of the mesh's own namespaces, which hold for all
 * @param authentication the PeerAuthentications of the namespace, none where it is the mesh's own; the oldest first
 * @param meshAuthentication those of the mesh's own namespace; the oldest first
 * @param otherwise the mode where none of them says one
 * @see <a
 *     href="https://github.com/istio/istio/blob/master/pilot/pkg/security/authn/policy_applier.go">policy_applier.go:
 *     ComposePeerAuthentication</a>
 */
record IstioPolicies(
        List<AuthorizationPolicy> authorization,
        List<AuthorizationPolicy> meshAuthorization,
        List<PeerAuthentication> authentication,
        List<PeerAuthentication> meshAuthentication,
        MutualTls otherwise,
        boolean isWhole)
        implements MeshPolicies {

    /** There are none. */
    static final IstioPolicies NONE =
            new IstioPolicies(List.of(), List.of(), List.of(), List.of(), MutualTls.PERMISSIVE, true);

    /** What a gRPC health check calls. */
    private static final String GRPC_HEALTH = "/grpc.health.v1.Health/Check";

    IstioPolicies {
        authorization = List.copyOf(authorization);
        meshAuthorization = List.copyOf(meshAuthorization);
        authentication = List.copyOf(authentication);
        meshAuthentication = List.copyOf(meshAuthentication);
    }

    @Override
    public boolean mayGuard() {
        return !authorization.isEmpty() || !meshAuthorization.isEmpty() || !authentication.isEmpty();
    }

    @Override
    public Optional<Guard> guard(Pod pod, int port, Supplier<List<Call>> calls) {
        return byAuthorization(pod, port, calls).or(() -> byAuthentication(pod, port));
    }

    private Optional<Guard> byAuthorization(Pod pod, int port, Supplier<List<Call>> calls) {
        List<AuthorizationPolicy> policies = authorization(pod);
        if (policies.isEmpty()) {
            return Optional.empty();
        }
        String number = Integer.toString(port);
        boolean isOpen = policies.stream().anyMatch(policy -> policy.opens(number));
        Set<String> paths = paths(calls.get());
        return policies.stream()
                .flatMap(policy -> policy.guard(number, paths, isOpen).stream())
                .findFirst();
    }

    private List<AuthorizationPolicy> authorization(Pod pod) {
        return authorization.isEmpty() && meshAuthorization.isEmpty()
                ? List.of()
                : Stream.concat(authorization.stream(), meshAuthorization.stream())
                        .filter(policy -> policy.selects(pod))
                        .toList();
    }

    @Override
    public boolean refuses(Pod pod, int port, Call call) {
        List<AuthorizationPolicy> policies = authorization(pod);
        if (policies.isEmpty()) {
            return false;
        }
        String number = Integer.toString(port);
        String path = path(call).orElse("");
        return policies.stream().anyMatch(policy -> policy.denies(number, path))
                || (policies.stream().anyMatch(policy -> policy.action() == AuthorizationPolicy.Action.ALLOW)
                        && policies.stream().noneMatch(policy -> policy.mayAllow(number, path)));
    }

    private static Set<String> paths(List<Call> calls) {
        Set<String> paths = new LinkedHashSet<>();
        calls.forEach(call -> path(call).ifPresent(paths::add));
        return paths;
    }

    /** As it is in the request. */
    private static Optional<String> path(Call call) {
        return switch (call.handler()) {
            case GRPC -> Optional.of(GRPC_HEALTH);
            case TCP_SOCKET -> Optional.empty();
            case HTTP_GET -> {
                String path = call.path().orElse("");
                int query = path.indexOf('?');
                String plain = query < 0 ? path : path.substring(0, query);
                yield Optional.of(plain.startsWith("/") ? plain : "/" + plain);
            }
        };
    }

    private Optional<Guard> byAuthentication(Pod pod, int port) {
        return ofWorkload(pod)
                .filter(policy ->
                        ofPort(policy, port).filter(MutualTls.STRICT::equals).isPresent())
                .map(policy -> new Guard(
                        PeerAuthentication.KIND.kind(),
                        policy.key().name(),
                        Optional.of(policy.key().namespace()),
                        "asks for strict mTLS"));
    }

    @Override
    public MutualTls mutualTls(Pod pod, int port) {
        Optional<PeerAuthentication> workload = ofWorkload(pod);
        return workload.flatMap(policy -> ofPort(policy, port))
                .or(() -> workload.flatMap(PeerAuthentication::mode))
                .or(() -> forNamespace(authentication).flatMap(PeerAuthentication::mode))
                .or(() -> forNamespace(meshAuthentication)
                        .map(policy -> policy.mode().orElse(MutualTls.PERMISSIVE)))
                .orElse(otherwise);
    }

    private Optional<PeerAuthentication> ofWorkload(Pod pod) {
        for (PeerAuthentication policy : authentication) {
            if (policy.selects(pod)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    private static Optional<MutualTls> ofPort(PeerAuthentication policy, int port) {
        return policy.ports().getOrDefault(Integer.toString(port), Optional.empty());
    }

    static Optional<PeerAuthentication> forNamespace(List<PeerAuthentication> policies) {
        return policies.stream().filter(PeerAuthentication::isForNamespace).findFirst();
    }
}
