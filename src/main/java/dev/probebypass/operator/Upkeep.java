package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRecord;
import dev.probebypass.certificate.AuthorityRotation;
import dev.probebypass.certificate.AuthorityState;
import dev.probebypass.certificate.CertificateAuthority;
import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Telemetry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the Secret and the caBundle where they should be. Every pass looks at both anew and takes one step, so it does not
 * matter what was missed between two of them. For the one replica that writes; one pass at a time.
 */
final class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    /** By wall clock, so that neither a timer nor a watch is all that counts: a machine may have slept. */
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);

    private static final Duration SOON = Duration.ofMillis(100);

    private final InCluster cluster;
    private final UpkeepSettings settings;
    private final AuthorityRotation rotation;
    private final InstantSource clock;
    private final Telemetry telemetry;
    private final Complaints damage;
    private List<X509Certificate> lastApplied = List.of();

    Upkeep(InCluster cluster, AuthorityRotation rotation, InstantSource clock, Telemetry telemetry) {
        this.cluster = cluster;
        this.settings = cluster.settings();
        this.rotation = rotation;
        this.clock = clock;
        this.telemetry = telemetry;
        this.damage = new Complaints(
                telemetry, "the Secret " + settings.secret() + " is damaged, and what is damaged is made anew");
    }

    /**
     * Takes one step.
     *
     * @return when to come again, if nothing happens before
     */
    Duration pass() {
        return cluster.registration().map(this::pass).orElse(AT_LEAST_EVERY);
    }

    private Duration pass(Registration registration) {
        SecretContent content = cluster.content();
        AuthorityState before = read(content);
        AuthorityState state = rotation.next(before, clock.instant(), registration.inPlace());
        if (!state.equals(before)) {
            InCluster.Stored stored = cluster.store(content, state);
            if (stored == InCluster.Stored.UNWANTED) {
                LOG.info("The Secret {} is gone, and our Deployment is going too: leaving it so", settings.secret());
                return AT_LEAST_EVERY;
            }
            if (stored == InCluster.Stored.OVERTAKEN) {
                return SOON;
            }
            tell(before, state);
        }
        if (!registration.trusts(state.bundle())) {
            apply(registration, state);
            return SOON;
        }
        lastApplied = state.bundle();
        return within(rotation.untilNextStep(state, clock.instant()));
    }

    private AuthorityState read(SecretContent content) {
        AuthorityRecord.Reading reading = content.read();
        if (reading.damage().isEmpty()) {
            damage.settle();
        } else {
            damage.report(String.join("; ", reading.damage()));
        }
        return reading.state();
    }

    private void apply(Registration registration, AuthorityState state) {
        cluster.apply(registration.trusting(state.bundle()));
        if (lastApplied.equals(state.bundle())) {
            LOG.warn(
                    "The caBundle of {} had been changed by somebody else; it is right again",
                    settings.webhookConfiguration());
            telemetry.bundleRepaired();
        }
        lastApplied = state.bundle();
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
