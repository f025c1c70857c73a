package dev.probebypass.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the server proves who it is, and whether its clients have to.
 *
 * @param files its certificate and key, empty if somebody else provides them
 * @param clients who is answered, empty if clients need no certificate
 * @param minimum the oldest version a client may speak
 */
public record TlsSettings(Optional<Files> files, Optional<Clients> clients, TlsVersion minimum) {

    /** Two files in PEM. */
    public record Files(Path certificate, Path key) {}

    /**
     * The clients that are answered.
     *
     * @param authorities the file of those who vouch for them, in PEM
     * @param names one of which they must have, empty if any will do
     */
    public record Clients(Path authorities, List<String> names) {

        public Clients {
            names = List.copyOf(names);
        }
    }

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
                clients(reader),
                reader.get(Settings.TLS_MIN_VERSION));
    }

    private static Optional<Clients> clients(SettingsReader reader) {
        Optional<Path> authorities = reader.find(Settings.CLIENT_CA);
        List<String> names = reader.get(Settings.CLIENT_NAMES);
        if (!names.isEmpty() && authorities.isEmpty()) {
            reader.problem(Settings.CLIENT_NAMES, "give %s too".formatted(Settings.CLIENT_CA.flag()));
        }
        return authorities.map(file -> new Clients(file, names));
    }
}
