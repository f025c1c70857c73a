package dev.probebypass.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which cluster: the one that KUBECONFIG names, else the lab. Never ~/.kube/config, which may be anybody's. */
final class Kubeconfig {

    private Kubeconfig() {}

    static Path find(Map<String, String> environment) {
        Optional<String> named = variable(environment, "KUBECONFIG");
        if (named.isPresent()) {
            return named.map(Path::of)
                    .filter(Files::isRegularFile)
                    .orElseThrow(() -> new UnmetException(
                            "KUBECONFIG is %s, which is no file: let it name one".formatted(named.get())));
        }
        Path lab = lab(environment);
        if (!Files.isRegularFile(lab)) {
            throw new UnmetException(
                    "there is no cluster: start the lab (deploy/lab/lab up), or set KUBECONFIG (%s is not there)"
                            .formatted(lab));
        }
        return lab;
    }

    private static Path lab(Map<String, String> environment) {
        Path cache = variable(environment, "XDG_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(variable(environment, "HOME").orElse("."), ".cache"));
        return cache.resolve(Path.of("probe-bypass", "lab", "kubeconfig"));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
