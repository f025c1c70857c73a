package dev.probebypass.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.Planner;
import dev.probebypass.bypass.PortPolicy;
import dev.probebypass.mesh.istio.Istio;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckPodsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What servers do with pods to which nothing leads must not look like servers that do not answer. */
    @ParameterizedTest
    @EnumSource
    void itsPortIsBypassedWhateverBecomesOfPodsWithoutAService(PortPolicy.NoService noService) throws IOException {
        Options options = new Options(
                Options.DEFAULT.mode(),
                Options.DEFAULT.sharedPorts(),
                Options.DEFAULT.mesh(),
                Options.DEFAULT.inboundPorts(),
                Options.DEFAULT.outboundPorts(),
                Options.DEFAULT.applicationPorts(),
                new PortPolicy(PortPolicy.NearServices.LEAVE, noService, PortPolicy.HookPorts.LEAVE));

        Plan plan = new Planner(options)
                .plan(trialPod(), TestMeshes.cluster(List.of()).snapshot("shop"));

        assertThat(plan.summary()).contains(" 58081=bypass:PROBE_PORT");
    }

    private static Pod trialPod() throws IOException {
        String pod = Serialization.asJson(new CheckPods(new Istio().injectors().trialPod()).sayingAll("shop"));
        try (JsonParser json = JSON.getFactory().createParser(pod)) {
            json.nextToken();
            return PodReader.read(json, Meshes::reads);
        }
    }
}
