package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.meshes.RouteSources;
import dev.probebypass.operator.KeptNames;
import dev.probebypass.operator.ServerArguments;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployedArgumentsTest {

    private final Terminal terminal = new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            Map.of(),
            false,
            false);
    private final DeployedArguments reader = new DeployedArguments(CommandSpecs.commandLine(terminal), Map.of());

    @Test
    void namesWhatTheyKeepUp() {
        assertThat(reader.apply(List.of(
                        "serve",
                        "--mode=audit",
                        "--webhook-configuration=renamed",
                        "--service=service",
                        "--webhook-url=https://10.0.0.1/mutate",
                        "--ca-secret=secret")))
                .isEqualTo(new ServerArguments.OwnCertificates(
                        new KeptNames("renamed", "service", Optional.of("https://10.0.0.1/mutate"), "secret")));
    }

    @Test
    void theSameArgumentsAreReadTheSameEachTime() {
        List<String> words = List.of("serve", "--ca-secret=secret");

        assertThat(reader.apply(words)).isEqualTo(reader.apply(words)).isNotEqualTo(reader.apply(List.of("serve")));
    }

    @Test
    void optionsOfAnotherVersionArePassedOver() {
        assertThat(reader.apply(List.of("serve", "--ca-secret=secret", "--of-another-version=7")))
                .isEqualTo(reader.apply(List.of("serve", "--ca-secret=secret")));
    }

    @Test
    void namesTheSourcesOfRoutesThatAreRead() {
        assertThat(reader.routeSources(List.of("serve"))).contains(RouteSources.NAMES);
        assertThat(reader.routeSources(List.of("serve", "--route-sources=Rollout,Canary")))
                .contains(List.of("Rollout", "Canary"));
        assertThat(reader.routeSources(List.of("serve", "--route-sources=none")))
                .contains(List.of());
        assertThat(reader.routeSources(List.of("explain", "pod.yaml"))).isEmpty();
    }

    @Test
    void certificatesFromFilesAreNobodysToKeepUp() {
        assertThat(reader.apply(List.of("serve", "--tls-certificate=/tls/tls.crt", "--tls-key=/tls/tls.key")))
                .isEqualTo(new ServerArguments.CertificatesFromFiles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "explain", "version", "sleep 3600", "serve --port=$(PORT)"})
    void whateverElseAContainerRunsIsUnknown(String line) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));

        assertThat(reader.apply(words)).isEqualTo(new ServerArguments.Unknown());
    }
}
