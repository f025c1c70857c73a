package dev.probebypass.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InjectionTest {

    private static Pod with(String initContainer, String... arguments) {
        return new PodBuilder(CheckPods.forTheInjector("shop", Map.of()))
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
        assertThat(Injection.of(CheckPods.forTheInjector("shop", Map.of()))).isEmpty();
    }

    @Test
    void readsTheArgumentsOfIstioInit() {
        Injection injection = Injection.of(with(
                        "istio-init",
                        "istio-iptables",
                        "-b",
                        "8080,8081",
                        "-d",
                        "15090,15021,9000,15020",
                        "-o",
                        "3306"))
                .orElseThrow();

        assertThat(injection).isEqualTo(new Injection(false, false, "8080,8081", List.of("9000"), "3306", "15020"));
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

        assertThat(Injection.of(pod)).contains(new Injection(false, true, "*", List.of("9000"), "", "15020"));
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

        assertThat(Injection.of(pod)).contains(new Injection(true, false, "*", List.of(), "", "15099"));
        assertThat(Injection.of(pod).orElseThrow().values())
                .isEqualTo("mesh.istio.rewriteProbes=true,mesh.istio.statusPort=15099");
    }
}
