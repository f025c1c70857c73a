package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.util.Arrays;
import java.util.List;

/** A version of TLS, the newest first. */
public enum TlsVersion implements Options.Word {
    TLS_1_3("1.3"),
    TLS_1_2("1.2");

    private final String word;

    TlsVersion(String word) {
        this.word = word;
    }

    /** This version and the newer ones, as Java names them. */
    public List<String> protocols() {
        return Arrays.stream(values())
                .filter(version -> version.compareTo(this) <= 0)
                .map(version -> "TLSv" + version.word)
                .toList();
    }

    @Override
    public String word() {
        return word;
    }
}
