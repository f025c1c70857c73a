package dev.probebypass.cluster.watch;

import dev.probebypass.telemetry.Cause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in a few words why a request failed. The same cause has the same words, however often it is tried. */
final class ClientErrors {

    private static final int DEPTH = 10;
    private static final int LEAST_ERROR = 400;

    private ClientErrors() {}

    /**
     * The words for a failure.
     *
     * @param server the API server's address
     */
    static String describe(Throwable failure, String server) {
        Throwable deepest = failure;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            String words = words(cause, server);
            if (words != null) {
                return words;
            }
            deepest = cause;
            cause = cause.getCause();
        }
        return deepest.getMessage() == null
                ? Cause.describe(deepest)
                : deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }

    /** The status of the API server's answer, empty if there was none. */
    static OptionalInt status(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof KubernetesClientException answered && answered.getCode() >= LEAST_ERROR) {
                return OptionalInt.of(answered.getCode());
            }
            cause = cause.getCause();
        }
        return OptionalInt.empty();
    }

    private static @Nullable String words(Throwable cause, String server) {
        return switch (cause) {
            case KubernetesClientException answered when answered.getCode() >= LEAST_ERROR -> answer(answered);
            case ConnectException _ -> "connection refused " + server;
            case UnknownHostException _ -> "unknown host " + server;
            case UnresolvedAddressException _ -> "unknown host " + server;
            case HttpTimeoutException _ -> "no answer in time " + server;
            case TimeoutException _ -> "no answer in time " + server;
            case SSLException tls -> "TLS failed " + server + ": " + tls.getMessage();
            default -> null;
        };
    }

    private static String answer(KubernetesClientException answered) {
        String message =
                answered.getStatus() == null ? null : answered.getStatus().getMessage();
        return "HTTP " + answered.getCode() + (message == null || message.isBlank() ? "" : ": " + message);
    }
}
