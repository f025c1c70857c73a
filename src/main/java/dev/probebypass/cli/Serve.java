package dev.probebypass.cli;

import dev.probebypass.certificate.UnusableCertificateException;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.logging.LogSetup;
import dev.probebypass.server.CannotListenException;
import dev.probebypass.serving.ProgramContext;
import dev.probebypass.serving.RunningServer;
import dev.probebypass.serving.Stop;
import dev.probebypass.settings.ServeSettings;

/** Serves until the process is told to stop. */
final class Serve {

    private final Terminal terminal;

    Serve(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Serves.
     *
     * @return the exit code of the process
     */
    int run(ServeSettings settings) {
        LogSetup.use(settings.logFormat(), settings.logLevel());
        Stop stop = Stop.onTermination();
        try (RunningServer server = RunningServer.start(settings, program())) {
            terminal.out().print(server.announcement().text(Version.number()));
            terminal.out().flush();
            server.warmUp();
            stop.await();
            server.drain();
            return ExitCodes.OK;
        } catch (CannotListenException | UnusableCertificateException | UnusableClientConfigurationException unusable) {
            terminal.complain(String.valueOf(unusable.getMessage()));
            return ExitCodes.FAILED;
        } finally {
            stop.done();
        }
    }

    private ProgramContext program() {
        return new ProgramContext(
                Version.number(),
                terminal.environment(),
                new DeployedArguments(CommandSpecs.commandLine(terminal), terminal.environment()));
    }
}
