package dev.probebypass.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.bypass.Options;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.istio.TestMeshes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One sentence of the specification, with the pod and its surroundings that show it.
 *
 * @param pod as the API server would send it
 * @param objects what the snapshot is made of: Services, a Namespace, the mesh's configuration
 */
record Case(Path folder, JsonNode pod, List<JsonNode> objects, Settings settings, Expected expected) {

    private static final Path ALL = Path.of("src/test/resources/golden");
    private static final Path DEFAULTS = Path.of("src/test/resources/golden-defaults");

    private static final String POD = "pod.yaml";
    private static final String SERVICES = "services.yaml";
    private static final String ROUTES = "routes.yaml";
    private static final String POLICIES = "policies.yaml";
    private static final String NAMESPACE = "namespace.yaml";
    private static final String MESH = "mesh.yaml";
    private static final String SETTINGS = "settings.yaml";
    private static final String PATCH = "expected-patch.yaml";
    private static final String WARNINGS = "expected-warnings.txt";
    private static final String DECISIONS = "expected-decisions.txt";
    private static final Set<String> FILES =
            Set.of(POD, SERVICES, ROUTES, POLICIES, NAMESPACE, MESH, SETTINGS, PATCH, WARNINGS, DECISIONS);

    private static final Pattern SENTENCE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){2,}");
    private static final String DEFAULT_NAMESPACE = "shop";

    /**
     * What a case expects.
     *
     * @param patch the JSON Patch in YAML
     * @param warnings one a line
     * @param decisions the audit annotation, then the mesh and every port with its verdict and reason
     */
    record Expected(String patch, String warnings, String decisions) {

        private static Expected in(Path folder) {
            return new Expected(read(folder, PATCH), read(folder, WARNINGS), read(folder, DECISIONS));
        }

        void write(Path folder) {
            Case.write(folder.resolve(PATCH), patch);
            Case.write(folder.resolve(WARNINGS), warnings);
            Case.write(folder.resolve(DECISIONS), decisions);
        }
    }

    /** Every case there is, by mesh and sentence. */
    static List<Case> all() {
        return directories(ALL).stream()
                .flatMap(mesh -> directories(mesh).stream())
                .map(Case::of)
                .toList();
    }

    /** Reads a folder; one whose name is no sentence, or with a file that no case has, is none. */
    static Case of(Path folder) {
        if (!SENTENCE.matcher(name(folder)).matches()) {
            throw new IllegalArgumentException(
                    folder + " is no sentence: use three or more words in lower case with hyphens between them");
        }
        for (Path file : list(folder)) {
            if (!FILES.contains(name(file))) {
                throw new IllegalArgumentException(file + " is no file of a golden case: use " + FILES);
            }
        }
        List<JsonNode> pods = Yaml.documents(read(folder, POD));
        if (pods.size() != 1) {
            throw new IllegalArgumentException(folder.resolve(POD) + " must hold one Pod, not " + pods.size());
        }
        List<JsonNode> objects = new ArrayList<>(Yaml.documents(read(folder, SERVICES)));
        objects.addAll(Yaml.documents(read(folder, ROUTES)));
        objects.addAll(Yaml.documents(read(folder, POLICIES)));
        objects.addAll(Yaml.documents(readOrDefault(folder, NAMESPACE)));
        objects.addAll(Yaml.documents(readOrDefault(folder, MESH)));
        return new Case(folder, pods.getFirst(), objects, settings(folder), Expected.in(folder));
    }

    private static Settings settings(Path folder) {
        List<JsonNode> documents = Yaml.documents(read(folder, SETTINGS));
        return documents.isEmpty() ? Settings.NONE : Settings.of(documents.getFirst());
    }

    Options options() {
        return settings.options();
    }

    /** What is known around the pod. */
    Snapshot snapshot() {
        return TestMeshes.cluster(objects, settings.istio()).snapshot(namespace());
    }

    /** Where the pod is created. */
    String namespace() {
        return Optional.of(pod.path("metadata").path("namespace").asText())
                .filter(name -> !name.isEmpty())
                .orElse(DEFAULT_NAMESPACE);
    }

    /** The name of the folder. */
    String sentence() {
        return name(folder);
    }

    @Override
    public String toString() {
        return sentence().replace('-', ' ');
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String readOrDefault(Path folder, String file) {
        return Files.exists(folder.resolve(file)) ? read(folder, file) : read(DEFAULTS, file);
    }

    private static String read(Path folder, String file) {
        try {
            return Files.exists(folder.resolve(file)) ? Files.readString(folder.resolve(file)) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** An empty text is no file. */
    private static void write(Path file, String text) {
        try {
            if (text.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, text);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static List<Path> directories(Path parent) {
        List<Path> children = list(parent);
        for (Path child : children) {
            if (!Files.isDirectory(child)) {
                throw new IllegalArgumentException(child + " is no folder: golden/<mesh>/<sentence>/ holds the files");
            }
        }
        return children;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
