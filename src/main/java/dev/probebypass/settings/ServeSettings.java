package dev.probebypass.settings;

import dev.probebypass.bypass.Options;

/**
 * What holds for the server.
 *
 * @param options of every decision, unless a namespace or a pod says otherwise
 * @param clusterMode whether there is a cluster at all
 * @param cluster how to reach it, and what it may not show
 * @param tls how the server proves who it is
 * @param ownCertificate what counts where it makes its own certificates: in a cluster, without files
 * @param listen where it listens
 * @param limits what requests may cost
 * @param logLevel the least important log lines that are written
 * @param logFormat how they are written
 */
public record ServeSettings(
        Options options,
        ClusterMode clusterMode,
        ClusterSettings cluster,
        TlsSettings tls,
        OwnCertificateSettings ownCertificate,
        ListenSettings listen,
        LimitSettings limits,
        LogLevel logLevel,
        LogFormat logFormat) {

    /** Whether the server has a cluster. */
    public enum ClusterMode {
        /** It watches one. */
        WATCHED,
        /** It has none: it makes its own certificate and knows no Services. */
        LOCAL
    }

    /** Reads them. */
    public static Parsed<ServeSettings> read(RawInput input) {
        return SettingsReader.read(input, ServeSettings::read);
    }

    private static ServeSettings read(SettingsReader reader) {
        boolean local = reader.get(Settings.LOCAL);
        Options options = DecisionOptions.read(reader);
        ClusterSettings cluster = ClusterSettings.read(reader);
        if (local && cluster.kubeconfig().isPresent()) {
            reader.problem(Settings.KUBECONFIG, "%s needs no cluster: leave one out".formatted(Settings.LOCAL.flag()));
        }
        return new ServeSettings(
                options,
                local ? ClusterMode.LOCAL : ClusterMode.WATCHED,
                cluster,
                TlsSettings.read(reader),
                OwnCertificateSettings.read(reader),
                ListenSettings.read(reader, local),
                LimitSettings.read(reader, local),
                reader.get(Settings.LOG_LEVEL),
                reader.get(Settings.LOG_FORMAT));
    }
}
