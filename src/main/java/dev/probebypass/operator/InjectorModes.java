package dev.probebypass.operator;

import java.util.Optional;

/** How the injectors of a mesh's configurations have traffic redirected. */
@FunctionalInterface
public interface InjectorModes {

    /**
     * Whether a plugin of the node redirects, by the annotations of the stored pod: then it does not matter who is called
     * first.
     *
     * @return empty if that can't be seen
     */
    Optional<Boolean> usesPlugin(String configuration);
}
