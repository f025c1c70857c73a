package dev.probebypass.objects;

/**
 * How much of a cluster's objects a store keeps.
 *
 * @param services of the Services of one namespace, and of all
 * @param namespaces of one Namespace, and of all: their labels, and our annotations
 */
public record StoreLimits(Bound services, Bound namespaces) {

    /** For objects that somebody wrote down, which are in memory already. */
    public static final StoreLimits NONE = new StoreLimits(Bound.NONE, Bound.NONE);

    private static final int SHARE_OF_SERVICES = 6;
    private static final int SHARE_OF_NAMESPACES = 12;
    private static final int SHARE_OF_ONE = 4;
    private static final long LARGEST_NAMESPACE = 32 << 10;

    /**
     * A bound in bytes of memory, as they are estimated.
     *
     * @param one of what belongs to one namespace
     * @param all together
     */
    public record Bound(long one, long all) {

        public static final Bound NONE = new Bound(Long.MAX_VALUE, Long.MAX_VALUE);

        public Bound {
            if (one <= 0 || all <= 0) {
                throw new IllegalArgumentException("bounds of %d and %d bytes: give positive ones".formatted(one, all));
            }
        }
    }

    /**
     * What fits beside everything else: Services take a sixth of the heap, a quarter of that each namespace; Namespaces take a
     * twelfth of it, 32 KiB each.
     *
     * @param bytes the heap's most
     */
    public static StoreLimits ofHeap(long bytes) {
        long ofServices = bytes / SHARE_OF_SERVICES;
        long ofNamespaces = bytes / SHARE_OF_NAMESPACES;
        return new StoreLimits(
                new Bound(ofServices / SHARE_OF_ONE, ofServices),
                new Bound(Math.min(LARGEST_NAMESPACE, ofNamespaces), ofNamespaces));
    }
}
