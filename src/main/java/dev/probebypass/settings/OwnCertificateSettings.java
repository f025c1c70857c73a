package dev.probebypass.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the server needs to know to make its own certificates.
 *
 * @param namespace that it runs in
 * @param service by which the API server calls it
 * @param url by which the API server calls it instead, empty if by the Service
 * @param hosts by which it is called too, that of the URL among them
 * @param webhookConfiguration whose caBundle is to vouch for it
 * @param deployment that it belongs to
 * @param secret of the certificate authority
 * @param times how long certificates hold
 */
public record OwnCertificateSettings(
        String namespace,
        String service,
        Optional<String> url,
        List<String> hosts,
        String webhookConfiguration,
        String deployment,
        String secret,
        Times times) {

    private static final String POD_NAMESPACE = "POD_NAMESPACE";

    public OwnCertificateSettings {
        hosts = List.copyOf(hosts);
    }

    /**
     * How long certificates hold.
     *
     * @param authority a certificate authority
     * @param leaf a server's certificate
     * @param overlapWait between the announcement of an authority and its first signature
     */
    public record Times(Duration authority, Duration leaf, Duration overlapWait) {

        static Times read(SettingsReader reader) {
            Times times = new Times(
                    reader.get(Settings.CA_VALIDITY),
                    reader.get(Settings.LEAF_VALIDITY),
                    reader.get(Settings.CA_OVERLAP_WAIT));
            // In its last third an authority is superseded, and its last certificates end.
            if (times.leaf().plus(times.overlapWait()).multipliedBy(3).compareTo(times.authority()) > 0) {
                reader.problem(
                        Settings.CA_VALIDITY,
                        "use at least three times %s and %s together"
                                .formatted(Settings.LEAF_VALIDITY.flag(), Settings.CA_OVERLAP_WAIT.flag()));
            }
            return times;
        }
    }

    static OwnCertificateSettings read(SettingsReader reader) {
        return new OwnCertificateSettings(
                namespace(reader),
                reader.get(Settings.SERVICE),
                reader.find(Settings.WEBHOOK_URL),
                Stream.concat(
                                reader.find(Settings.WEBHOOK_URL).map(ValueType::hostOf).stream(),
                                reader.get(Settings.CERTIFICATE_HOSTS).stream())
                        .toList(),
                reader.get(Settings.WEBHOOK_CONFIGURATION),
                reader.get(Settings.DEPLOYMENT),
                reader.get(Settings.CA_SECRET),
                Times.read(reader));
    }

    private static String namespace(SettingsReader reader) {
        String said = reader.get(Settings.NAMESPACE);
        Optional<String> pod = reader.environment(POD_NAMESPACE);
        return reader.isSaid(Settings.NAMESPACE) ? said : pod.orElse(said);
    }
}
