package dev.probebypass.settings;

/**
 * Where the server listens.
 *
 * @param host an address or name of this machine, for both ports
 * @param port of HTTPS; 0 takes a free one
 * @param managementPort of plain HTTP; 0 takes a free one
 */
public record ListenSettings(String host, int port, int managementPort) {

    private static final String LOOPBACK = "127.0.0.1";

    static ListenSettings read(SettingsReader reader, boolean local) {
        String host = reader.get(Settings.HOST);
        int port = reader.get(Settings.PORT);
        int managementPort = reader.get(Settings.MANAGEMENT_PORT);
        if (port == managementPort && port != 0) {
            reader.problem(
                    Settings.MANAGEMENT_PORT, "%s has that one already: use another".formatted(Settings.PORT.flag()));
        }
        return new ListenSettings(local && !reader.isSaid(Settings.HOST) ? LOOPBACK : host, port, managementPort);
    }
}
