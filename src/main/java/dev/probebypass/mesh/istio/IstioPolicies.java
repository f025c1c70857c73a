package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.mesh.PodPolicies;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Optional;
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

    IstioPolicies {
        authorization = List.copyOf(authorization);
        meshAuthorization = List.copyOf(meshAuthorization);
        authentication = List.copyOf(authentication);
        meshAuthentication = List.copyOf(meshAuthentication);
    }

    @Override
    public PodPolicies of(Pod pod) {
        Optional<PeerAuthentication> workload = ofWorkload(pod);
        MutualTls mode = workload.flatMap(PeerAuthentication::mode).orElseGet(this::mode);
        return new IstioPodPolicies(authorization(pod), workload, mode);
    }

    private List<AuthorizationPolicy> authorization(Pod pod) {
        return authorization.isEmpty() && meshAuthorization.isEmpty()
                ? List.of()
                : Stream.concat(authorization.stream(), meshAuthorization.stream())
                        .filter(policy -> policy.selects(pod))
                        .toList();
    }

    private Optional<PeerAuthentication> ofWorkload(Pod pod) {
        for (PeerAuthentication policy : authentication) {
            if (policy.selects(pod)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    /** Where no workload says one. */
    private MutualTls mode() {
        return forNamespace(authentication)
                .flatMap(PeerAuthentication::mode)
                .or(() -> forNamespace(meshAuthentication)
                        .map(policy -> policy.mode().orElse(MutualTls.PERMISSIVE)))
                .orElse(otherwise);
    }

    static Optional<PeerAuthentication> forNamespace(List<PeerAuthentication> policies) {
        return policies.stream().filter(PeerAuthentication::isForNamespace).findFirst();
    }
}
