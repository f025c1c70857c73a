package dev.probebypass.manifests;

import dev.probebypass.text.FirstOf;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Words for some things: the first ones, of the others how many there are. */
final class NamedObjects {

    private static final int MOST = 5;

    private NamedObjects() {}

    /** Such as {@code Workflow shop/a, Foo shop/b and 3 more}; empty where there are none. */
    static Optional<String> list(List<WrittenObject> objects, Function<WrittenObject, String> name) {
        return list(objects.stream().map(name).toList());
    }

    /** The same of texts. */
    static Optional<String> list(List<String> texts) {
        return texts.isEmpty() ? Optional.empty() : Optional.of(FirstOf.list(MOST, texts));
    }
}
