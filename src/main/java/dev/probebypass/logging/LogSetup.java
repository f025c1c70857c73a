package dev.probebypass.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.probebypass.settings.LogFormat;
import dev.probebypass.settings.LogLevel;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Logback's configuration. Logback finds it by its service file, before the first logger is made. */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {

    private static final String OURS = "dev.probebypass";
    private static final String APPENDER = "lines";

    /** The libraries speak only when something is wrong, and are silent where a room of ours says it in one line. */
    private static final Map<String, Level> LIBRARIES = Map.of(
            "org.eclipse.jetty", Level.WARN,
            "io.javalin", Level.WARN,
            "io.fabric8", Level.WARN,
            // Writes a stack trace for every attempt; cluster.watch says once what is wrong.
            "io.fabric8.kubernetes.client.informers.impl.cache.Reflector", Level.OFF,
            // The same of the Lease; operator says it once.
            "io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector", Level.OFF,
            // Says with a stack trace each time that the API server closed a watch; cluster.watch says it once.
            "io.fabric8.kubernetes.client.jdkhttp.JdkWebSocketImpl", Level.OFF,
            // Writes stack traces of what operator says in a line.
            "io.javaoperatorsdk", Level.OFF,
            // Says of every reconciler that it has one.
            "Default ConfigurationService implementation", Level.WARN);

    /** Text on standard error from level info on, until {@link #use} says otherwise. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        begin(context, console);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Starts an appender that all loggers write to, as lines of text. */
    static void begin(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
        LineEncoder encoder = new LineEncoder();
        encoder.setContext(context);
        encoder.start();
        appender.setName(APPENDER);
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
    }

    /** Writes lines in this format from now on; of our own those of this level and above. */
    public static void use(LogFormat format, LogLevel level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(OURS).setLevel(Level.toLevel(level.name()));
        if (context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
                        instanceof OutputStreamAppender<ILoggingEvent> appender
                && appender.getEncoder() instanceof LineEncoder encoder) {
            encoder.use(format);
        }
    }
}
