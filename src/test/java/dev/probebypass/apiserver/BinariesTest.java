package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinariesTest {

    @TempDir
    private Path assets;

    @Test
    void areTakenFromTheDirectoryThatIsGiven() throws IOException {
        program("etcd");
        program("kube-apiserver");

        Binaries binaries = Binaries.locate(KubernetesOrigin.GIVEN, Map.of("KUBEBUILDER_ASSETS", assets.toString()));

        assertThat(binaries).isEqualTo(new Binaries(assets.resolve("etcd"), assets.resolve("kube-apiserver")));
    }

    @Test
    void failWithASentenceThatSaysWhichOneIsMissing() throws IOException {
        program("etcd");

        assertThatThrownBy(
                        () -> Binaries.locate(KubernetesOrigin.GIVEN, Map.of("KUBEBUILDER_ASSETS", assets.toString())))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "no executable kube-apiserver in %s: put one there,"
                                + " or unset KUBEBUILDER_ASSETS to have it built from source",
                        assets);
    }

    @Test
    void areTheGivenOnesWhateverWouldBeBuilt() {
        assertThat(KubernetesOrigin.of(Map.of("KUBEBUILDER_ASSETS", "/given"), KubernetesOrigin.OLDEST))
                .isEqualTo(KubernetesOrigin.GIVEN);
        assertThat(KubernetesOrigin.of(Map.of("KUBEBUILDER_ASSETS", " "), KubernetesOrigin.OLDEST))
                .isEqualTo(KubernetesOrigin.OLDEST);
    }

    @Test
    void mayBeOfAnyMinorThatIsSupportedWhereTheyAreGiven() {
        assertThat(Stream.of("29", "30", "30+", "37", "41").filter(KubernetesOrigin.GIVEN::has))
                .containsExactly("30", "30+", "37", "41");
        assertThat(Stream.of("30", "37").filter(KubernetesOrigin.OLDEST::has)).containsExactly("30");
        assertThat(Stream.of("30", "37").filter(KubernetesOrigin.PINNED::has)).containsExactly("37");
    }

    private void program(String name) throws IOException {
        Path file = Files.createFile(assets.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
