package dev.probebypass.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Optional;

/** Sends what tests log to the file that the system property {@code log.file} names; without one, it goes where the product's does. */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogsOfTests extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Optional<String> file = LogFile.path();
        file.ifPresent(path -> {
            FileAppender<ILoggingEvent> appender = new FileAppender<>();
            appender.setFile(path);
            appender.setAppend(false);
            LogSetup.begin(context, appender);
        });
        return file.isPresent() ? ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY : ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
}
