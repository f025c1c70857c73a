package dev.probebypass.manifests;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Words for some objects: the first by name, of the others how many there are. */
final class NamedObjects {

    private static final int MOST = 5;

    private NamedObjects() {}

    /** Such as {@code Workflow shop/a, Foo shop/b and 3 more}; empty where there are none. */
    static Optional<String> list(List<WrittenObject> objects, Function<WrittenObject, String> name) {
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        String named = objects.stream().limit(MOST).map(name).collect(Collectors.joining(", "));
        return Optional.of(objects.size() > MOST ? "%s and %d more".formatted(named, objects.size() - MOST) : named);
    }
}
