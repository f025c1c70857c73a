package dev.probebypass.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probebypass.mesh.istio.TestMeshes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseTest {

    @TempDir
    private Path mesh = Path.of("");

    @Test
    void refusesAStrayFile() throws IOException {
        Path folder = folder("a-port-is-bypassed");
        Files.writeString(folder.resolve("service.yaml"), "kind: Service");

        assertThatThrownBy(() -> Case.of(folder)).hasMessageContaining("service.yaml is no file of a golden case");
    }

    @Test
    void refusesANameThatIsNoSentence() throws IOException {
        Path folder = folder("Case_1");

        assertThatThrownBy(() -> Case.of(folder)).hasMessageContaining("Case_1 is no sentence");
    }

    @Test
    void refusesASettingThatDoesNotExist() throws IOException {
        Path folder = folder("a-port-is-bypassed");
        Files.writeString(folder.resolve("settings.yaml"), "shared-ports: bypass");

        assertThatThrownBy(() -> Case.of(folder)).hasMessageContaining("there is no shared-ports");
    }

    @Test
    void refusesTwoPods() throws IOException {
        Path folder = folder("a-port-is-bypassed");
        Files.writeString(folder.resolve("pod.yaml"), "kind: Pod\n---\nkind: Pod\n");

        assertThatThrownBy(() -> Case.of(folder)).hasMessageContaining("must hold one Pod, not 2");
    }

    @Test
    void takesTheNamespaceAndTheMeshThatEveryCaseHasUnlessItSaysOtherwise() throws IOException {
        Case golden = Case.of(folder("a-port-is-bypassed"));

        assertThat(golden.snapshot().namespaceLabels()).containsEntry("istio-injection", "enabled");
        assertThat(TestMeshes.istio(golden.snapshot()).revisions()).containsOnlyKeys("default");
    }

    @Test
    void knowsNoNamespaceWhereTheFileHoldsNone() throws IOException {
        Path folder = folder("a-port-is-bypassed");
        Files.writeString(folder.resolve("namespace.yaml"), "# unknown\n");

        assertThat(Case.of(folder).snapshot().namespace()).isEmpty();
    }

    @Test
    void holdsAHundredSentencesAndMore() {
        assertThat(Case.all()).hasSizeGreaterThan(100);
    }

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(mesh.resolve(name));
        Files.writeString(folder.resolve("pod.yaml"), "kind: Pod");
        return folder;
    }
}
