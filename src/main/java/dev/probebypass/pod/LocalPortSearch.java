package dev.probebypass.pod;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A search through JSON that was not parsed yet for names of this host, as {@link LocalPorts} finds them in its texts. Few pods
 * have any, and what is not there need not be looked for in every variable of every container. Eight bytes are looked at at once.
 */
public final class LocalPortSearch {

    private static final byte[][] HOSTS = LocalPorts.HOSTS.stream()
            .map(host -> host.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = EACH * 0x7f;
    private static final long COLONS = EACH * ':';
    private static final long QUOTES = EACH * '"';
    private static final long BACKSLASHES = EACH * '\\';
    private static final long US = EACH * 'u';
    private static final long LAST = 0x80L << (Long.SIZE - Byte.SIZE);

    private LocalPortSearch() {}

    /**
     * Whether a text of the JSON may name a port of this host. Where one does the answer is always yes.
     *
     * @param json in UTF-8
     */
    public static boolean mayFind(byte[] json, int length) {
        int whole = length - length % Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            long bytes = (long) EIGHT_BYTES.get(json, i);
            if (endsHost(json, i, colons(bytes)) || mayHide(json, i, escapes(bytes), length)) {
                return true;
            }
        }
        for (int at = whole; at < length; at++) {
            if (json[at] == ':' ? endsHost(json, at) : json[at] == '\\' && mayHide(json, at, length)) {
                return true;
            }
        }
        return false;
    }

    /** The colons that follow no quote, as most do: the highest bit of each such byte. */
    private static long colons(long bytes) {
        long colons = zeros(bytes ^ COLONS);
        return colons == 0 ? 0 : colons & ~(zeros(bytes ^ QUOTES) << Byte.SIZE);
    }

    /** The backslashes before a u; also one at the end. */
    private static long escapes(long bytes) {
        long backslashes = zeros(bytes ^ BACKSLASHES);
        return backslashes == 0 ? 0 : backslashes & (zeros(bytes ^ US) >>> Byte.SIZE | LAST);
    }

    /** The highest bit of each byte that is zero. */
    private static long zeros(long bytes) {
        return ~((bytes & LOW_BITS) + LOW_BITS | bytes | LOW_BITS);
    }

    private static boolean endsHost(byte[] json, int begin, long colons) {
        for (long left = colons; left != 0; left &= left - 1) {
            if (endsHost(json, begin + Long.numberOfTrailingZeros(left) / Byte.SIZE)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHide(byte[] json, int begin, long backslashes, int length) {
        for (long left = backslashes; left != 0; left &= left - 1) {
            if (mayHide(json, begin + Long.numberOfTrailingZeros(left) / Byte.SIZE, length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsHost(byte[] json, int colon) {
        if (colon == 0 || json[colon - 1] == '"') {
            return false;
        }
        for (byte[] host : HOSTS) {
            int start = colon + 1 - host.length;
            if (start >= 0 && isAt(host, json, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] host, byte[] json, int start) {
        for (int i = 0; i < host.length; i++) {
            if (json[start + i] != host[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether an escape stands for a character that a name of this host may have. */
    private static boolean mayHide(byte[] json, int backslash, int length) {
        if (backslash + 1 >= length || json[backslash + 1] != 'u') {
            return false;
        }
        if (backslash + 5 >= length) {
            return true;
        }
        int character = Character.digit(json[backslash + 4], 16) << 4 | Character.digit(json[backslash + 5], 16);
        boolean isLatin = json[backslash + 2] == '0' && json[backslash + 3] == '0';
        return isLatin && LocalPorts.mayBeOfHost(character);
    }
}
