package dev.probebypass.apiserver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The two programs a control plane is made of. Without them a test fails and says what to do; it is never skipped. */
record Binaries(Path etcd, Path apiServer) {

    /** From the directory {@code KUBEBUILDER_ASSETS} names, else built from source. */
    static Binaries locate(KubernetesOrigin origin, Map<String, String> environment) {
        return switch (origin) {
            case GIVEN -> in(Path.of(environment.get(KubernetesOrigin.ASSETS)));
            case PINNED -> in(GoTools.build("etcd", "kube-apiserver"));
            case OLDEST ->
                new Binaries(
                        executable(GoTools.build("etcd"), "etcd"),
                        executable(GoTools.build("--oldest", "kube-apiserver"), "kube-apiserver"));
        };
    }

    private static Binaries in(Path directory) {
        return new Binaries(executable(directory, "etcd"), executable(directory, "kube-apiserver"));
    }

    private static Path executable(Path directory, String name) {
        Path file = directory.resolve(name).toAbsolutePath();
        if (!Files.isExecutable(file)) {
            throw new AssertionError("no executable %s in %s: put one there, or unset %s to have it built from source"
                    .formatted(name, directory, KubernetesOrigin.ASSETS));
        }
        return file;
    }
}
