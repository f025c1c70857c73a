package dev.probebypass.pod;

/** Which annotations are worth keeping. The others are counted, not stored: some are large. */
@FunctionalInterface
public interface AnnotationFilter {

    /** Whether the value of that annotation will be asked for. */
    boolean keeps(String key);
}
