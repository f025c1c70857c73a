package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

    @TempDir
    private Path home;

    @Test
    void takesTheClusterThatTheVariableNames() throws IOException {
        Path named = Files.createFile(home.resolve("named"));
        lab();

        assertThat(Kubeconfig.find(Map.of("HOME", home.toString(), "KUBECONFIG", named.toString())))
                .isEqualTo(named);
    }

    @Test
    void takesTheLabWithoutOne() throws IOException {
        assertThat(lab()).isEqualTo(Kubeconfig.find(Map.of("HOME", home.toString(), "KUBECONFIG", "")));
    }

    @Test
    void looksForTheLabInTheCacheThatTheUserChose() throws IOException {
        Path lab = lab();
        Map<String, String> environment = Map.of(
                "HOME", "/nowhere", "XDG_CACHE_HOME", home.resolve(".cache").toString());

        assertThat(Kubeconfig.find(environment)).isEqualTo(lab);
    }

    @Test
    void neverTakesTheFileThatKubectlWould() throws IOException {
        Files.createFile(Files.createDirectory(home.resolve(".kube")).resolve("config"));

        assertThatThrownBy(() -> Kubeconfig.find(Map.of("HOME", home.toString())))
                .hasMessageContaining("deploy/lab/lab up")
                .hasMessageContaining("KUBECONFIG");
    }

    @Test
    void doesNotGoElsewhereWhenTheNamedOneIsNotThere() throws IOException {
        lab();

        assertThatThrownBy(() -> Kubeconfig.find(Map.of("HOME", home.toString(), "KUBECONFIG", "/nowhere")))
                .hasMessageContaining("/nowhere");
    }

    private Path lab() throws IOException {
        Path directory = Files.createDirectories(home.resolve(Path.of(".cache", "probe-bypass", "lab")));
        return Files.createFile(directory.resolve("kubeconfig"));
    }
}
