package dev.probebypass.cluster.watch;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes clients of an API server from what says where it is: a kubeconfig, or the pod that we run in. */
public final class Clients {

    private static final String SERVICE_HOST = "KUBERNETES_SERVICE_HOST";

    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 10_000;

    /** The first of the waits between attempts; each doubles the one before, to 32 times this one. */
    private static final int RETRY_MILLIS = 500;

    private Clients() {}

    /**
     * A client of the API server that the kubeconfig names; without one, of that in {@code KUBECONFIG} or the home directory,
     * else of the cluster we run in.
     *
     * @param version our own, for the user agent
     * @param environment the process's environment variables
     * @throws UnusableClientConfigurationException if there is none, or it can't be used
     */
    public static KubernetesClient of(Optional<Path> kubeconfig, String version, Map<String, String> environment)
            throws UnusableClientConfigurationException {
        return build(config(kubeconfig, version, environment), new KubernetesSerialization());
    }

    /**
     * The same for a {@link WatchedCluster} and nobody else: it reads of objects only what somebody asks for, and is set to how
     * the API server lists.
     */
    public static KubernetesClient ofWatches(Optional<Path> kubeconfig, String version, Map<String, String> environment)
            throws UnusableClientConfigurationException {
        return build(config(kubeconfig, version, environment), TrimmedResource.serialization());
    }

    private static Config config(Optional<Path> kubeconfig, String version, Map<String, String> environment)
            throws UnusableClientConfigurationException {
        Config config = kubeconfig.isPresent() ? read(kubeconfig.get()) : detect(environment);
        config.setUserAgent("probe-bypass/" + version);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(REQUEST_MILLIS);
        config.setWatchReconnectInterval(RETRY_MILLIS);
        // Whoever asks decides whether to ask again, and hears why the first attempt failed.
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    private static KubernetesClient build(Config config, KubernetesSerialization serialization)
            throws UnusableClientConfigurationException {
        List<Exception> problems = new ArrayList<>();
        // Of a PKCS#8 key the library does not look which kind it is.
        for (String keyAlgorithm : List.of("RSA", "EC")) {
            config.setClientKeyAlgo(keyAlgorithm);
            try {
                return new KubernetesClientBuilder()
                        .withConfig(config)
                        .withKubernetesSerialization(serialization)
                        .build();
            } catch (KubernetesClientException unusable) {
                problems.add(unusable);
            }
        }
        throw new UnusableClientConfigurationException("the certificates or keys for " + config.getMasterUrl()
                + " can't be used: " + why(problems.getFirst()));
    }

    private static Config read(Path kubeconfig) throws UnusableClientConfigurationException {
        if (!Files.isRegularFile(kubeconfig)) {
            throw new UnusableClientConfigurationException("no kubeconfig at " + kubeconfig
                    + ": name a file with --kubeconfig, or leave the flag out to use the cluster we run in");
        }
        Config config;
        try {
            config = Config.fromKubeconfig(kubeconfig.toFile());
        } catch (KubernetesClientException unreadable) {
            throw new UnusableClientConfigurationException(
                    "the kubeconfig " + kubeconfig + " can't be read: " + why(unreadable));
        }
        if (config.getCurrentContext() == null) {
            throw new UnusableClientConfigurationException("the kubeconfig " + kubeconfig
                    + " has no current context: set one with kubectl config use-context");
        }
        return config;
    }

    /** The library wraps what it knows into a sentence that says nothing. */
    private static String why(Throwable problem) {
        return problem.getCause() == null ? String.valueOf(problem.getMessage()) : why(problem.getCause());
    }

    private static Config detect(Map<String, String> environment) throws UnusableClientConfigurationException {
        List<Path> kubeconfigs = kubeconfigs(environment);
        if (environment.getOrDefault(SERVICE_HOST, "").isEmpty()
                && kubeconfigs.stream().noneMatch(Files::isRegularFile)) {
            throw new UnusableClientConfigurationException("no kubeconfig at "
                    + String.join(", ", kubeconfigs.stream().map(Path::toString).toList())
                    + " and not in a cluster: use --kubeconfig, or serve --local");
        }
        return Config.autoConfigure(null);
    }

    /** Where the client library looks too. */
    private static List<Path> kubeconfigs(Map<String, String> environment) {
        String named = environment.getOrDefault("KUBECONFIG", "");
        return named.isEmpty()
                ? List.of(Path.of(environment.getOrDefault("HOME", ""), ".kube", "config"))
                : Arrays.stream(named.split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList();
    }
}
