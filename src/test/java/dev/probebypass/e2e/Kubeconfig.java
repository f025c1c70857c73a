package dev.probebypass.e2e;

import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    static Config read(Path file) {
        Config config = Config.fromKubeconfig(file.toFile());
        if (isEllipticCurve(config.getClientKeyData())) {
            config.setClientKeyAlgo("EC");
        }
        return config;
    }

    /** The client takes a key whose header does not tell for an RSA one, and OpenSSL's headers do not. */
    private static boolean isEllipticCurve(@Nullable String keyData) {
        if (keyData == null) {
            return false;
        }
        String pem = new String(Base64.getDecoder().decode(keyData), StandardCharsets.US_ASCII);
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
        try {
            KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
            return true;
        } catch (InvalidKeySpecException other) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
