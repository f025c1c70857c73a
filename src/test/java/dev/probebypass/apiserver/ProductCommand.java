package dev.probebypass.apiserver;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The command line of the product.
 *
 * @param authority vouches for its certificate
 * @param port of the webhook, 0 for a free one
 */
record ProductCommand(Path kubeconfig, CertificateAuthority authority, Path certificate, Path key, int port) {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Run by somebody who may do everything. */
    static ProductCommand in(ControlPlane controlPlane) {
        CertificateAuthority authority = CertificateAuthority.create("probe-bypass");
        Identity server = authority.server("probe-bypass");
        // The product reads its files again when they change: no two products may share them.
        String files = "probe-bypass-" + UUID.randomUUID();
        return new ProductCommand(
                controlPlane.kubeconfig(),
                authority,
                controlPlane.file(files + ".crt", server.certificatePem()),
                controlPlane.file(files + ".key", server.keyPem()),
                0);
    }

    ProductCommand as(Path otherKubeconfig) {
        return new ProductCommand(otherKubeconfig, authority, certificate, key, port);
    }

    ProductCommand listeningOn(int otherPort) {
        return new ProductCommand(kubeconfig, authority, certificate, key, otherPort);
    }

    List<String> words() {
        return serve(kubeconfig, "--tls-certificate=" + certificate, "--tls-key=" + key, "--port=" + port);
    }

    /** The same of another version. */
    List<String> words(Version version) {
        return serve(
                version.jar(),
                kubeconfig,
                List.of("--tls-certificate=" + certificate, "--tls-key=" + key, "--port=" + port));
    }

    /** Serves on loopback, with some flags more. */
    static List<String> serve(Path kubeconfig, String... flags) {
        return serve(Version.current().jar(), kubeconfig, List.of(flags));
    }

    /** The same with some version's jar. */
    static List<String> serve(Path jar, Path kubeconfig, List<String> flags) {
        Stream<String> words = Stream.of(
                JAVA,
                "-jar",
                jar.toString(),
                "serve",
                "--kubeconfig=" + kubeconfig,
                "--host=127.0.0.1",
                "--management-port=0");
        return Stream.concat(words, flags.stream()).toList();
    }
}
