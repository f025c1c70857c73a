package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void theseClassesAreOfTheBuildThatTheJarNames() {
        assertThat(BuildId.COMPILED).isNotBlank().doesNotContain("$");
        assertThat(Version.mismatch()).isEmpty();
    }

    @Test
    void classesOfAnotherBuildAreToldWithWhatToDo() {
        assertThat(Version.mismatch("old", "new"))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("old", "new", "AOT cache").contains("Build the image anew"));
    }
}
