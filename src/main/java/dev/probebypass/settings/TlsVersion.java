package dev.probebypass.settings;

import dev.probebypass.bypass.Options;

/** A version of TLS. */
public enum TlsVersion implements Options.Word {
    TLS_1_3("1.3"),
    TLS_1_2("1.2");

    private final String word;

    TlsVersion(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
