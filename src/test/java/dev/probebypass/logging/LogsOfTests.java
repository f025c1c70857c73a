package dev.probebypass.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.Optional;

/** Sends what tests log to the file that the system property {@code log.file} names; without one, it goes where the product's does. */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogsOfTests extends ContextAwareBase implements Configurator {

    /** What the mock API server of some tests says, at any time, in threads of its own. */
    private static final List<String> MOCK_SERVER = List.of("io.vertx", "io.netty", "io.fabric8.mockwebserver");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Optional<String> file = LogFile.path();
        file.ifPresent(path -> {
            FileAppender<ILoggingEvent> appender = new FileAppender<>();
            appender.setFile(path);
            appender.setAppend(false);
            LogSetup.begin(context, appender);
            MOCK_SERVER.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        });
        return file.isPresent() ? ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY : ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
}
