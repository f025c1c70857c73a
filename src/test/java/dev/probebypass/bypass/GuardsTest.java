package dev.probebypass.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.Guard;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.mesh.PodPolicies;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.pod.Call;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Policies that guard every port, and keep the paths of what they were asked about. */
    private record Asked(long conditions, List<List<String>> paths) implements MeshPolicies, PodPolicies {

        @Override
        public PodPolicies of(Pod pod) {
            return this;
        }

        @Override
        public Optional<Guard> guard(int port, Supplier<List<Call>> calls) {
            paths.add(calls.get().stream()
                    .map(call -> port + call.path().orElse(""))
                    .toList());
            return Optional.of(new Guard("AuthorizationPolicy", "all", Optional.of("shop"), "names it"));
        }

        @Override
        public MutualTls mutualTls(int port) {
            return MutualTls.STRICT;
        }

        @Override
        public boolean refuses(int port, Call call) {
            return false;
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    }

    @Test
    void policiesAreAskedOnceForEachPortHoweverManyProbesCallIt() throws IOException {
        Asked asked = new Asked(1, new ArrayList<>());

        Plan plan = new Planner(Options.DEFAULT).plan(pod(), snapshot(asked));

        assertThat(plan.ports()).hasSize(4).extracting(PortDecision::reason).containsOnly(Reason.GUARDED_BY_POLICY);
        assertThat(plan.warnings()).hasSize(2);
        assertThat(asked.paths).containsExactly(List.of("8081/a", "8081/b", "8081/c"), List.of("8082/d"));
    }

    @Test
    void portsAreLeftWhereAReviewHasNoTimeToCompareThem() throws IOException {
        Asked asked = new Asked(Guards.MOST_COMPARED / 3, new ArrayList<>());

        Plan plan = new Planner(Options.DEFAULT).plan(pod(), snapshot(asked));

        assertThat(plan.ports()).hasSize(4).extracting(PortDecision::reason).containsOnly(Reason.GUARDED_BY_POLICY);
        assertThat(plan.warnings()).last().asString().contains("one of 333333 conditions may guard it");
        assertThat(asked.paths).containsExactly(List.of("8081/a", "8081/b", "8081/c"));
    }

    private static Snapshot snapshot(MeshPolicies policies) throws IOException {
        JsonNode configuration = JSON.readTree("""
                {"kind": "ConfigMap", "metadata": {"name": "istio-sidecar-injector", "namespace": "istio-system"},
                 "data": {"values": "{}"}}""");
        Snapshot known = TestMeshes.cluster(List.of(configuration)).snapshot("shop");
        return new Snapshot(
                known.namespaceName(),
                known.namespace(),
                known.routes(),
                known.callers(),
                known.meshes(),
                List.of(policies),
                known.unseen());
    }

    private static Pod pod() throws IOException {
        String pod = """
                {"metadata": {"labels": {"sidecar.istio.io/inject": "true"}}, "spec": {"containers": [
                 {"name": "a", "readinessProbe": {"httpGet": {"port": 8081, "path": "/a"}},
                  "livenessProbe": {"httpGet": {"port": 8081, "path": "/b"}}},
                 {"name": "b", "readinessProbe": {"httpGet": {"port": 8081, "path": "/c"}},
                  "livenessProbe": {"httpGet": {"port": 8082, "path": "/d"}}}]}}""";
        try (JsonParser json = JSON.getFactory().createParser(pod)) {
            json.nextToken();
            return PodReader.read(json, Meshes::reads);
        }
    }
}
