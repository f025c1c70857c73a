package dev.probebypass.pod;

import java.io.Writer;

/** Counts the bytes that characters take in UTF-8, and stores nothing. */
final class Utf8Length extends Writer {

    private int bytes;

    /** Bytes counted since the last call. */
    int take() {
        int counted = bytes;
        bytes = 0;
        return counted;
    }

    @Override
    public void write(String text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            count(text.charAt(i));
        }
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            count(buffer[i]);
        }
    }

    private void count(char c) {
        if (c < 0x80) {
            bytes += 1;
        } else if (c < 0x800 || Character.isSurrogate(c)) {
            // A pair of surrogates is one character of four bytes.
            bytes += 2;
        } else {
            bytes += 3;
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
