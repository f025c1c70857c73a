package dev.probebypass.cli;

/** Which build these classes are of. The jar's version.properties says it too, and the two can differ: see {@link Version}. */
final class BuildId {

    static final String COMPILED = "${build.number}";

    private BuildId() {}
}
