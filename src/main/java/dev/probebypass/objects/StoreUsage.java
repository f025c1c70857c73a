package dev.probebypass.objects;

/**
 * How much a store holds.
 *
 * @param kind such as {@code Service}
 * @param bytes of memory, as they are estimated
 * @param unseen of how many namespaces not all is kept
 */
public record StoreUsage(String kind, long bytes, long unseen) {}
