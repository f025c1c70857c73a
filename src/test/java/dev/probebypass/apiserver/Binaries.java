package dev.probebypass.apiserver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The two programs a control plane is made of. Without them a test fails and says what to do; it is never skipped. */
record Binaries(Path etcd, Path apiServer) {

    private static final String ASSETS = "KUBEBUILDER_ASSETS";

    /** From the directory {@code KUBEBUILDER_ASSETS} names, else built from source. */
    static Binaries locate(Map<String, String> environment) {
        String assets = environment.getOrDefault(ASSETS, "");
        return in(assets.isBlank() ? GoTools.build("etcd", "kube-apiserver") : Path.of(assets));
    }

    private static Binaries in(Path directory) {
        return new Binaries(executable(directory, "etcd"), executable(directory, "kube-apiserver"));
    }

    private static Path executable(Path directory, String name) {
        Path file = directory.resolve(name).toAbsolutePath();
        if (!Files.isExecutable(file)) {
            throw new AssertionError("no executable %s in %s: put one there, or unset %s to have it built from source"
                    .formatted(name, directory, ASSETS));
        }
        return file;
    }
}
