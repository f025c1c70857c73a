package dev.probebypass.mesh;

import java.util.Optional;

/**
 * Something that guards a port of a pod by the sidecar, and so would not hold, or would end, if connections to the port bypassed
 * it.
 *
 * @param kind of what guards it, as users call it: {@code AuthorizationPolicy}, {@code annotation}
 * @param name its name
 * @param namespace where it is; empty where it has none
 * @param deed what it does, the rest of a sentence that begins with kind and name, such as {@code names it}
 */
public record Guard(String kind, String name, Optional<String> namespace, String deed) {

    /** What guards the port, for a sentence: {@code AuthorizationPolicy shop/no-actuator}. */
    public String describe() {
        return kind + " " + namespace.map(where -> where + "/").orElse("") + name;
    }
}
