package dev.probebypass.objects;

import java.util.Arrays;
import java.util.Map;

/**
 * The labels of an object as numbers, eight bytes each: enough to tell whether a selector selects the object, and less than a tenth
 * of what the texts take. The upper half of a number is the key's, the lower one that of key and value, so that two labels that
 * differ are taken for one in one case of some billions.
 */
public final class LabelHashes {

    /** Of an object without labels. */
    public static final LabelHashes NONE = new LabelHashes(new long[0]);

    private static final int BYTES = 32;
    private static final int HALF = 32;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final long[] hashes;

    private LabelHashes(long[] hashes) {
        this.hashes = hashes;
    }

    /** Those of an object with these labels. */
    public static LabelHashes of(Map<String, String> labels) {
        return labels.isEmpty()
                ? NONE
                : new LabelHashes(labels.entrySet().stream()
                        .mapToLong(label -> hash(label.getKey(), label.getValue()))
                        .sorted()
                        .toArray());
    }

    /** Whether there is a label of that key. */
    boolean has(String key) {
        int wanted = half(hash(0, key));
        for (long hash : hashes) {
            if ((int) (hash >>> HALF) == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is that label. */
    boolean has(String key, String value) {
        long wanted = hash(key, value);
        for (long hash : hashes) {
            if (hash == wanted) {
                return true;
            }
        }
        return false;
    }

    /** The bytes of memory that they take; zero where there are none, for those are shared. */
    public long size() {
        return hashes.length == 0 ? 0 : BYTES + (long) Long.BYTES * hashes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelHashes labels && Arrays.equals(hashes, labels.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    private static long hash(String key, String value) {
        long ofKey = hash(0, key);
        return ((long) half(ofKey) << HALF) | Integer.toUnsignedLong(half(hash(ofKey, value)));
    }

    private static long hash(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash + text.charAt(i) + 1) * FACTOR;
            hash ^= hash >>> HALF;
        }
        return hash;
    }

    private static int half(long hash) {
        return (int) (hash ^ (hash >>> HALF));
    }
}
