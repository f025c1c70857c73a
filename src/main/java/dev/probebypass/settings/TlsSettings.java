package dev.probebypass.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the server proves who it is, and whether its clients have to.
 *
 * @param files its certificate and key, empty if somebody else provides them
 * @param clientAuthorities who vouches for its clients, empty if they need no certificate
 * @param minimum the oldest version a client may speak
 */
public record TlsSettings(Optional<Files> files, Optional<Path> clientAuthorities, TlsVersion minimum) {

    /** Two files in PEM. */
    public record Files(Path certificate, Path key) {}

    static TlsSettings read(SettingsReader reader) {
        Optional<Path> certificate = reader.find(Settings.TLS_CERTIFICATE);
        Optional<Path> key = reader.find(Settings.TLS_KEY);
        if (certificate.isPresent() && key.isEmpty()) {
            reader.problem(Settings.TLS_CERTIFICATE, "give %s too".formatted(Settings.TLS_KEY.flag()));
        }
        if (key.isPresent() && certificate.isEmpty()) {
            reader.problem(Settings.TLS_KEY, "give %s too".formatted(Settings.TLS_CERTIFICATE.flag()));
        }
        return new TlsSettings(
                certificate.flatMap(chain -> key.map(secret -> new Files(chain, secret))),
                reader.find(Settings.CLIENT_CA),
                reader.get(Settings.TLS_MIN_VERSION));
    }
}
