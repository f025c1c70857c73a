package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRecord;
import dev.probebypass.certificate.AuthorityRotation;
import dev.probebypass.certificate.AuthorityState;
import dev.probebypass.certificate.CertificateAuthority;
import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the Secret and the caBundle of every configuration that calls us where they should be. Every pass looks at all of it anew
 * and takes one step, so it does not matter what was missed between two of them. For the one replica that writes.
 */
final class CaBundleReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(CaBundleReconciler.class);

    /** By wall clock, so that neither a timer nor a watch is all that counts: a machine may have slept. */
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);

    private static final Duration SOON = Duration.ofMillis(100);

    private final OperatorClient cluster;
    private final OperatorSettings settings;
    private final AuthorityRotation rotation;
    private final InstantSource clock;
    private final Telemetry telemetry;
    private final FailureLog damage;
    private final Map<String, List<X509Certificate>> applied = new HashMap<>();
    private final Set<String> others = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private boolean isReplaced;

    CaBundleReconciler(OperatorClient cluster, AuthorityRotation rotation, InstantSource clock, Telemetry telemetry) {
        this.cluster = cluster;
        this.settings = cluster.settings();
        this.rotation = rotation;
        this.clock = clock;
        this.telemetry = telemetry;
        this.damage = new FailureLog(
                telemetry,
                "the Secret " + settings.secret() + " is damaged, and what is damaged is made anew",
                "the Secret " + settings.secret() + " is whole again");
    }

    /**
     * Takes one step.
     *
     * @return when to come again, if nothing happens before
     */
    synchronized Duration pass() {
        boolean fromFiles = cluster.deployedArguments() instanceof ServerArguments.CertificatesFromFiles;
        if (fromFiles && !isReplaced) {
            LOG.info("Our Deployment now starts servers with certificates from files: leaving the caBundle to them");
        }
        isReplaced = fromFiles;
        return isReplaced ? AT_LEAST_EVERY : pass(cluster.registrations());
    }

    private Duration pass(WebhookCaBundles registrations) {
        tellOfOthers(registrations);
        CaSecret content = cluster.content();
        AuthorityState before = read(content);
        AuthorityState state = rotation.next(before, clock.instant(), trust(before, registrations));
        if (!state.equals(before)) {
            OperatorClient.Stored stored = cluster.store(content, state);
            if (stored == OperatorClient.Stored.UNWANTED) {
                LOG.info(
                        "The Secret {} is gone, and our Deployment is going too or has another: leaving it so",
                        settings.secret());
                return AT_LEAST_EVERY;
            }
            if (stored == OperatorClient.Stored.OVERTAKEN) {
                return SOON;
            }
            if (content.secret().isEmpty()) {
                LOG.warn("The Secret {} was gone; it is made anew", settings.secret());
            }
            tell(before, state);
        }
        return apply(registrations, state) ? SOON : within(rotation.untilNextStep(state, clock.instant()));
    }

    /** Whoever may not be given an authority by us does not hold it up either. */
    private AuthorityRotation.Trust trust(AuthorityState before, WebhookCaBundles registrations) {
        boolean nobodyServes = before.current().isEmpty() && cluster.isSureThatNobodyServes();
        return new AuthorityRotation.Trust(
                registrations.without(refused).trustedByAll(),
                registrations.trustedByAny(),
                nobodyServes ? AuthorityRotation.Servers.NONE : AuthorityRotation.Servers.MAYBE);
    }

    private void tellOfOthers(WebhookCaBundles registrations) {
        Set<String> names = registrations.all().stream()
                .map(WebhookCaBundle::name)
                .filter(name -> !name.equals(settings.webhookConfiguration()))
                .collect(Collectors.toSet());
        refused.retainAll(names);
        names.stream()
                .filter(name -> !others.contains(name))
                .forEach(name -> LOG.info(
                        "The webhook configuration {} calls us too, beside {}: if no upgrade is under way, one has left it behind",
                        name,
                        settings.webhookConfiguration()));
        others.clear();
        others.addAll(names);
    }

    private AuthorityState read(CaSecret content) {
        AuthorityRecord.Reading reading = content.read();
        if (reading.damage().isEmpty()) {
            damage.settle();
        } else {
            damage.report(String.join("; ", reading.damage()));
        }
        return reading.state();
    }

    /** Brings every caBundle where it should be, and says whether there was anything to do. */
    private boolean apply(WebhookCaBundles registrations, AuthorityState state) {
        List<WebhookCaBundle> wrong = registrations.all().stream()
                .filter(each -> !each.trusts(state.bundle()))
                .toList();
        registrations.all().forEach(each -> {
            if (!wrong.contains(each)) {
                applied.put(each.name(), state.bundle());
                cluster.disown(each.configuration());
            }
        });
        return wrong.stream().filter(each -> apply(each, state.bundle())).count() > 0;
    }

    private boolean apply(WebhookCaBundle registration, List<X509Certificate> bundle) {
        String name = registration.name();
        try {
            cluster.apply(registration.trusting(bundle));
        } catch (KubernetesClientException problem) {
            if (problem.getCode() != HttpURLConnection.HTTP_FORBIDDEN || name.equals(settings.webhookConfiguration())) {
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
        if (bundle.equals(applied.put(name, bundle))) {
            LOG.warn("The caBundle of {} had been changed by somebody else; it is right again", name);
            telemetry.bundleRepaired();
        }
        return true;
    }

    private void tell(AuthorityState before, AuthorityState state) {
        Optional<CertificateAuthority> next =
                next(state).filter(made -> !next(before).equals(Optional.of(made)));
        next.ifPresent(made -> LOG.info("Made {}, which signs once every API server knows it", made));
        Optional<CertificateAuthority> current =
                state.current().filter(signer -> !before.current().equals(Optional.of(signer)));
        current.ifPresent(signer -> LOG.info("{} signs from now on", signer));
        if (current.isPresent() && before.current().isPresent()) {
            telemetry.rotated(CertificateKind.CA);
        }
    }

    private static Optional<CertificateAuthority> next(AuthorityState state) {
        return state.next().map(AuthorityState.Announced::authority);
    }

    private static Duration within(Duration wanted) {
        Duration latest = wanted.compareTo(AT_LEAST_EVERY) > 0 ? AT_LEAST_EVERY : wanted;
        return latest.compareTo(SOON) < 0 ? SOON : latest;
    }
}
