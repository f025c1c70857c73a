package dev.probebypass.operator;

import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer of the caBundle of every configuration that calls us. It applies that field alone, and leaves it to nobody: whoever
 * applies a field owns it, and Helm 4 ends with a conflict where it is to write what somebody else owns, as when certificates come
 * from files from now on. Not safe for use by several threads.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts">Conflicts</a>
 */
final class CaBundleWriter {

    private static final Logger LOG = LoggerFactory.getLogger(CaBundleWriter.class);

    private final OperatorClient client;
    private final String ownConfiguration;
    private final Telemetry telemetry;
    private final Map<String, List<X509Certificate>> applied = new HashMap<>();
    private final Set<String> others = new HashSet<>();
    private final Set<String> refused = new HashSet<>();

    /**
     * A writer that has written nothing yet.
     *
     * @param ownConfiguration the name of ours: that it may not be written is a failure; that another may not is only said
     */
    CaBundleWriter(OperatorClient client, String ownConfiguration, Telemetry telemetry) {
        this.client = client;
        this.ownConfiguration = ownConfiguration;
        this.telemetry = telemetry;
    }

    /** Those that we may write, as far as is known: whoever may not be given an authority does not hold it up. */
    WebhookCaBundles writable(WebhookCaBundles bundles) {
        return bundles.without(refused);
    }

    /** Notes which configurations there are, and says once of each that it is not ours. */
    void observe(WebhookCaBundles bundles) {
        Set<String> names = bundles.all().stream()
                .map(WebhookCaBundle::name)
                .filter(name -> !name.equals(ownConfiguration))
                .collect(Collectors.toSet());
        refused.retainAll(names);
        names.stream()
                .filter(name -> !others.contains(name))
                .forEach(name -> LOG.info(
                        "The webhook configuration {} calls us too, beside {}: if no upgrade is under way, one has left it behind",
                        name,
                        ownConfiguration));
        others.clear();
        others.addAll(names);
    }

    /**
     * Brings every caBundle to these certificates.
     *
     * @return whether one had to be written
     */
    boolean write(WebhookCaBundles bundles, List<X509Certificate> certificates) {
        long written = 0;
        for (WebhookCaBundle each : bundles.all()) {
            if (each.trusts(certificates)) {
                applied.put(each.name(), certificates);
                client.disown(each.configuration());
            }
        }
        for (WebhookCaBundle each : bundles.all()) {
            if (!each.trusts(certificates) && write(each, certificates)) {
                written++;
            }
        }
        return written > 0;
    }

    private boolean write(WebhookCaBundle bundle, List<X509Certificate> certificates) {
        String name = bundle.name();
        try {
            client.disown(client.apply(bundle.trusting(certificates)));
        } catch (KubernetesClientException problem) {
            if (problem.getCode() != HttpURLConnection.HTTP_FORBIDDEN || name.equals(ownConfiguration)) {
                throw problem;
            }
            if (refused.add(name)) {
                LOG.warn(
                        "The webhook configuration {} calls us too, but we may not keep its caBundle right: delete it, if nobody needs it",
                        name);
            }
            return false;
        }
        refused.remove(name);
        if (certificates.equals(applied.put(name, certificates))) {
            LOG.warn("The caBundle of {} had been changed by somebody else; it is right again", name);
            telemetry.operator().bundleRepaired();
        }
        return true;
    }
}
