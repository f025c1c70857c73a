package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinariesTest {

    @TempDir
    private Path assets;

    @Test
    void areTakenFromTheDirectoryThatIsGiven() throws IOException {
        program("etcd");
        program("kube-apiserver");

        Binaries binaries = Binaries.locate(Map.of("KUBEBUILDER_ASSETS", assets.toString()));

        assertThat(binaries).isEqualTo(new Binaries(assets.resolve("etcd"), assets.resolve("kube-apiserver")));
    }

    @Test
    void failWithASentenceThatSaysWhichOneIsMissing() throws IOException {
        program("etcd");

        assertThatThrownBy(() -> Binaries.locate(Map.of("KUBEBUILDER_ASSETS", assets.toString())))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "no executable kube-apiserver in %s: put one there,"
                                + " or unset KUBEBUILDER_ASSETS to have it built from source",
                        assets);
    }

    private void program(String name) throws IOException {
        Path file = Files.createFile(assets.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
