package dev.probebypass.cli;

import dev.probebypass.certificate.UnusableCertificateException;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.server.CannotListenException;
import dev.probebypass.settings.ServeSettings;
import java.util.concurrent.CountDownLatch;

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
        // Before the first logger is made, which reads it.
        System.setProperty(
                "org.slf4j.simpleLogger.log.dev.probebypass",
                settings.logLevel().word());
        Stop stop = Stop.onTermination();
        try (RunningServer server = RunningServer.start(settings, terminal)) {
            server.announce(terminal.out());
            stop.await();
            return ExitCodes.OK;
        } catch (CannotListenException | UnusableCertificateException | UnusableClientConfigurationException unusable) {
            terminal.err().print("probe-bypass: " + unusable.getMessage() + "\n");
            return ExitCodes.FAILED;
        } finally {
            stop.done();
        }
    }

    /** Keeps the JVM from ending before the server has, once the process is told to stop. */
    private record Stop(CountDownLatch asked, CountDownLatch stopped) {

        static Stop onTermination() {
            Stop stop = new Stop(new CountDownLatch(1), new CountDownLatch(1));
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stop::askAndWait));
            return stop;
        }

        private void askAndWait() {
            asked.countDown();
            wait(stopped);
        }

        void await() {
            wait(asked);
        }

        void done() {
            stopped.countDown();
        }

        private static void wait(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException stopWaiting) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
