package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IstioInjectionTest {

    private static final Pod ASKING_FOR_NOTHING = new PodBuilder()
            .withNewMetadata()
            .withName("check")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("app")
            .withNewReadinessProbe()
            .withNewTcpSocket()
            .withNewPort(58081)
            .endTcpSocket()
            .endReadinessProbe()
            .endContainer()
            .endSpec()
            .build();

    private static Optional<IstioInjection> read(Pod pod) {
        return IstioInjection.of(new ObjectMapper().valueToTree(pod));
    }

    private static Pod with(String initContainer, String... arguments) {
        return new PodBuilder(ASKING_FOR_NOTHING)
                .editSpec()
                .addNewInitContainer()
                .withName(initContainer)
                .withArgs(arguments)
                .endInitContainer()
                .addNewContainer()
                .withName("istio-proxy")
                .endContainer()
                .endSpec()
                .build();
    }

    @Test
    void isEmptyWhereNoInjectorHasBeen() {
        assertThat(read(ASKING_FOR_NOTHING)).isEmpty();
    }

    @Test
    void readsTheArgumentsOfIstioInit() {
        IstioInjection injection = read(with(
                        "istio-init",
                        "istio-iptables",
                        "-b",
                        "8080,8081",
                        "-d",
                        "15090,15021,9000,15020",
                        "-o",
                        "3306"))
                .orElseThrow();

        assertThat(injection)
                .isEqualTo(new IstioInjection(false, false, "8080,8081", List.of(), List.of("9000"), "3306", "15020"));
        assertThat(injection.values())
                .isEqualTo("mesh.istio.rewriteProbes=false,mesh.istio.includeInboundPorts=8080\\,8081,"
                        + "mesh.istio.excludeInboundPorts=9000,mesh.istio.excludeOutboundPorts=3306");
    }

    @Test
    void readsTheAnnotationsWhereThePluginRedirects() {
        Pod pod = new PodBuilder(with("istio-validation", "-b", "1", "-d", "2"))
                .editMetadata()
                .addToAnnotations("traffic.sidecar.istio.io/includeInboundPorts", "*")
                .addToAnnotations("traffic.sidecar.istio.io/excludeInboundPorts", "9000,15020")
                .endMetadata()
                .build();

        assertThat(read(pod).orElseThrow().followsExclusionOf(9000)).isTrue();
        assertThat(read(pod).orElseThrow().followsExclusionOf(58081)).isFalse();
        assertThat(read(pod))
                .contains(new IstioInjection(false, true, "*", List.of("9000", "15020"), List.of("9000"), "", "15020"));
    }

    @Test
    void readsARewrittenProbeAndItsStatusPort() {
        Pod pod = new PodBuilder(with("istio-init", "-b", "*", "-d", "15090,15021,15099"))
                .editSpec()
                .editFirstContainer()
                .editReadinessProbe()
                .withTcpSocket(null)
                .withNewHttpGet()
                .withPath("/app-health/app/readyz")
                .withNewPort(15099)
                .endHttpGet()
                .endReadinessProbe()
                .endContainer()
                .endSpec()
                .build();

        assertThat(read(pod)).contains(new IstioInjection(true, false, "*", List.of(), List.of(), "", "15099"));
        assertThat(read(pod).orElseThrow().values())
                .isEqualTo("mesh.istio.rewriteProbes=true,mesh.istio.statusPort=15099");
    }
}
