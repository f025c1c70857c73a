package dev.probebypass.manifests;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The kustomizations in and beside an input, of which it is only told how to have them built. */
final class Kustomizations {

    private static final String GROUP = "kustomize.config.k8s.io";
    private static final Set<String> KINDS = Set.of("Kustomization", "Component");
    private static final List<String> FILES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    /** Stands for what has no directory. */
    private static final String DIRECTORY = "DIR";

    private final Set<String> directories = new TreeSet<>();

    /** Takes a document that is a kustomization. */
    boolean take(Document document, ApiKind kind) {
        boolean isOne = (kind.group().equals(GROUP) && KINDS.contains(kind.kind()))
                || kind.isBuiltIn("Kustomization")
                || (kind.kind().isEmpty() && FILES.contains(document.fileName()));
        if (isOne) {
            directories.add(document.directory().orElse(DIRECTORY));
        }
        return isOne;
    }

    /**
     * How to have them built.
     *
     * @param repeated objects that may be patches, if a kustomization lies beside them
     */
    Optional<String> note(List<WrittenObject> repeated) {
        repeated.stream()
                .flatMap(object -> object.document().directory().stream())
                .distinct()
                .filter(Kustomizations::hasOne)
                .forEach(directories::add);
        return directories.stream()
                .findFirst()
                .map(directory ->
                        "what a kustomization makes of the manifests is not shown here (patches, namespaces, names): "
                                + "kustomize build %s | probe-bypass explain -f -".formatted(directory));
    }

    private static boolean hasOne(String directory) {
        try {
            Path path = Path.of(directory);
            return FILES.stream().anyMatch(file -> Files.exists(path.resolve(file)));
        } catch (InvalidPathException none) {
            return false;
        }
    }
}
