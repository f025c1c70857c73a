package dev.probebypass.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.settings.LogFormat;
import dev.probebypass.settings.LogLevel;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogSetupTest {

    private final Logger ours = LoggerFactory.getLogger("dev.probebypass.Ours");
    private final LogFile log = LogFile.fromHere();

    @AfterEach
    void asBefore() {
        LogSetup.use(LogFormat.TEXT, LogLevel.INFO);
    }

    @Test
    void writesTextFromLevelInfoOnUntilToldOtherwise() {
        ours.debug("not this");
        ours.info("grüße");

        assertThat(log.text()).hasLineCount(1).endsWith(" INFO Ours - grüße\n");
    }

    @Test
    void writesJsonWhenToldTo() throws IOException {
        LogSetup.use(LogFormat.JSON, LogLevel.DEBUG);

        ours.atDebug().addKeyValue("pod", "web").log("grüße");

        assertThat(new ObjectMapper().readTree(log.text()).path("message").asText())
                .isEqualTo("grüße");
    }

    @Test
    void leavesOutWhatIsLessImportantThanTheLevel() {
        LogSetup.use(LogFormat.TEXT, LogLevel.ERROR);

        ours.warn("not this");

        assertThat(log.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.eclipse.jetty.server.Server",
                "io.javalin.Javalin",
                "io.fabric8.kubernetes.client.Config",
                "Default ConfigurationService implementation"
            })
    void hearsLibrariesOnlyWhenSomethingIsWrong(String library) {
        LoggerFactory.getLogger(library).info("not this");
        LoggerFactory.getLogger(library).warn("but this");

        assertThat(log.text()).hasLineCount(1).contains("but this");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.fabric8.kubernetes.client.informers.impl.cache.Reflector",
                "io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector",
                "io.fabric8.kubernetes.client.jdkhttp.JdkWebSocketImpl",
                "io.javaoperatorsdk.operator.processing.event.EventProcessor"
            })
    void isSilentWhereARoomSaysItInOneLine(String library) {
        LoggerFactory.getLogger(library).error("not this");

        assertThat(log.text()).isEmpty();
    }
}
