package dev.probebypass.serving;

/** Something that is closed when nobody needs it any more, without a checked exception. */
@FunctionalInterface
interface Resource extends AutoCloseable {

    /** Nothing to close. */
    Resource NONE = () -> {};

    @Override
    void close();
}
