package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Guard;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.mesh.PodPolicies;
import dev.probebypass.pod.Call;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What AuthorizationPolicies and PeerAuthentications say of one pod.
 *
 * @param authorization the AuthorizationPolicies that select it
 * @param authentication the PeerAuthentication for its workload
 * @param mode where that says nothing of a port
 */
record IstioPodPolicies(
        List<AuthorizationPolicy> authorization, Optional<PeerAuthentication> authentication, MutualTls mode)
        implements PodPolicies {

    /** What a gRPC health check calls. */
    private static final String GRPC_HEALTH = "/grpc.health.v1.Health/Check";

    IstioPodPolicies {
        authorization = List.copyOf(authorization);
    }

    @Override
    public long conditions() {
        long conditions = authentication.isPresent() ? 1 : 0;
        for (int i = 0; i < authorization.size(); i++) {
            conditions += authorization.get(i).conditions();
        }
        return conditions;
    }

    @Override
    public Optional<Guard> guard(int port, Supplier<List<Call>> calls) {
        return byAuthorization(port, calls).or(() -> byAuthentication(port));
    }

    private Optional<Guard> byAuthorization(int port, Supplier<List<Call>> calls) {
        if (authorization.isEmpty()) {
            return Optional.empty();
        }
        String number = Integer.toString(port);
        boolean isOpen = authorization.stream().anyMatch(policy -> policy.opens(number));
        Set<String> paths = paths(calls.get());
        return authorization.stream()
                .flatMap(policy -> policy.guard(number, paths, isOpen).stream())
                .findFirst();
    }

    private Optional<Guard> byAuthentication(int port) {
        return authentication
                .filter(policy ->
                        ofPort(policy, port).filter(MutualTls.STRICT::equals).isPresent())
                .map(policy -> new Guard(
                        PeerAuthentication.KIND.kind(),
                        policy.key().name(),
                        policy.key().namespace(),
                        "asks for strict mTLS"));
    }

    @Override
    public boolean refuses(int port, Call call) {
        if (authorization.isEmpty()) {
            return false;
        }
        String number = Integer.toString(port);
        String path = path(call).orElse("");
        return authorization.stream().anyMatch(policy -> policy.denies(number, path))
                || (authorization.stream().anyMatch(policy -> policy.action() == AuthorizationPolicy.Action.ALLOW)
                        && authorization.stream().noneMatch(policy -> policy.mayAllow(number, path)));
    }

    @Override
    public MutualTls mutualTls(int port) {
        return authentication.flatMap(policy -> ofPort(policy, port)).orElse(mode);
    }

    private static Optional<MutualTls> ofPort(PeerAuthentication policy, int port) {
        return policy.ports().getOrDefault(Integer.toString(port), Optional.empty());
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
}
