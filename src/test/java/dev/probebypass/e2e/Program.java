package dev.probebypass.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The test application's program in a running pod of it, to be run there once more. */
record Program(KubernetesClient client, String namespace, String pod) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What it said and how it ended. */
    record Answer(int exit, String text) {

        boolean isGood() {
            return exit == 0;
        }
    }

    Answer run(String... arguments) {
        List<String> command =
                Stream.concat(Stream.of(Target.PROGRAM), Stream.of(arguments)).toList();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ExecWatch watch = client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .inContainer(Target.CONTAINER)
                .writingOutput(text)
                .writingError(text)
                .exec(command.toArray(String[]::new))) {
            int exit = watch.exitCode().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return new Answer(exit, text.toString(StandardCharsets.UTF_8).strip());
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("%s can't run %s".formatted(pod, command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
