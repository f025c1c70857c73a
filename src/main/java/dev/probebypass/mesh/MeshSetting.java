package dev.probebypass.mesh;

/**
 * A setting that stands in for a value of a mesh's configuration that can't be seen.
 *
 * @param name in lower case with hyphens; users write the mesh's name before it
 * @param otherwise the value where nobody says anything
 * @param description a sentence
 */
public record MeshSetting(String name, Type type, String otherwise, String description) {

    /** What a setting takes. */
    public enum Type {
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A port number from 0 to 65535. */
        PORT,
        /** Port numbers with commas between them. */
        PORTS,
        /** The same, or {@code *}. */
        PORTS_OR_ALL
    }
}
