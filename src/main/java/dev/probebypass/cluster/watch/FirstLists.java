package dev.probebypass.cluster.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.util.Optional;

/**
 * How an API server gives the first list of a watch: as a stream of events, one object after the other, or in pages. In one
 * thread.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists">Streaming lists</a>
 */
final class FirstLists {

    /** The first minor version whose API servers stream lists unless they are told not to. */
    private static final int STREAMING_MINOR = 34;

    private static final int UNPROCESSABLE = 422;

    private final KubernetesClient client;
    private Optional<Boolean> streams = Optional.empty();

    FirstLists(KubernetesClient client) {
        this.client = client;
    }

    /** Makes the client's next informer list as this API server can. Blocks for one request, until it was answered once. */
    void prepare() {
        if (streams.isEmpty()) {
            streams = canStream();
        }
        client.getConfiguration().setWatchList(streams.orElse(false));
    }

    /** Empty if nobody answers. */
    private Optional<Boolean> canStream() {
        try {
            VersionInfo version = client.getKubernetesVersion();
            return version == null ? Optional.empty() : Optional.of(minor(version) >= STREAMING_MINOR);
        } catch (KubernetesClientException unknown) {
            return Optional.empty();
        }
    }

    /** Some providers write {@code 34+}. */
    private static int minor(VersionInfo version) {
        String digits = version.getMinor() == null ? "" : version.getMinor().replaceAll("[^0-9].*", "");
        return digits.isEmpty() || !"1".equals(version.getMajor()) ? 0 : Integer.parseInt(digits);
    }

    /** Whether lists come as streams. */
    boolean areStreams() {
        return streams.orElse(false);
    }

    /** The failure of a small request, or one that says that there is none. */
    Throwable whyGone() {
        try {
            client.getKubernetesVersion();
            return new IllegalStateException("nothing has come for too long");
        } catch (KubernetesClientException gone) {
            return gone;
        }
    }

    /** Whether a failure says that the API server streams no lists after all; then it is asked for pages from now on. */
    boolean areRefused(Throwable failure) {
        boolean refused = streams.orElse(false)
                && failure instanceof KubernetesClientException answer
                && (answer.getCode() == UNPROCESSABLE
                        || String.valueOf(answer.getMessage()).contains("sendInitialEvents"));
        if (refused) {
            streams = Optional.of(false);
        }
        return refused;
    }
}
