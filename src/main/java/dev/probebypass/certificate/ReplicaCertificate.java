package dev.probebypass.certificate;

import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Telemetry;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that this server signs for itself, with the key of the installation's authority. Whoever asks for it gets
 * one that is not due, so that neither a late timer nor a clock that jumped can make it serve one that has ended. Before the
 * authority is known it is one that nobody accepts.
 */
public final class ReplicaCertificate implements Supplier<ServerCertificate> {

    private static final Duration PLACEHOLDER_LIFE = Duration.ofDays(1);

    private final ReentrantLock renewal = new ReentrantLock();
    private final List<String> hosts;
    private final Duration life;
    private final Clock clock;
    private final CertificateIssuer issuer;
    private final Telemetry telemetry;
    private final ServerCertificate placeholder;

    private volatile AuthorityState state = AuthorityState.EMPTY;
    private volatile List<X509Certificate> inPlace = List.of();
    private volatile @Nullable IssuedCertificate leaf;
    private volatile boolean covered;

    private ReplicaCertificate(Plan plan, Clock clock, SecureRandom random, Telemetry telemetry) {
        this.hosts = plan.hosts();
        this.life = plan.life();
        this.clock = clock;
        this.issuer = new CertificateIssuer(random);
        this.telemetry = telemetry;
        this.placeholder = new SelfSigned(clock, random).forHosts(hosts, PLACEHOLDER_LIFE);
    }

    /**
     * What the certificate is to say.
     *
     * @param hosts the names by which the API server calls
     */
    public record Plan(List<String> hosts, Duration life) {

        public Plan {
            hosts = List.copyOf(hosts);
        }

        /** The names of a Service, from the shortest to the longest. */
        public static Plan forService(String service, String namespace, Duration life) {
            String inNamespace = service + "." + namespace;
            return new Plan(
                    List.of(service, inNamespace, inNamespace + ".svc", inNamespace + ".svc.cluster.local"), life);
        }

        /** The same with more names or addresses. */
        public Plan and(List<String> more) {
            return new Plan(
                    Stream.concat(hosts.stream(), more.stream()).distinct().toList(), life);
        }
    }

    /** One that knows no authority yet. */
    public static ReplicaCertificate of(Plan plan, Clock clock, SecureRandom random, Telemetry telemetry) {
        return new ReplicaCertificate(plan, clock, random, telemetry);
    }

    @Override
    public ServerCertificate get() {
        renew();
        IssuedCertificate signed = leaf;
        return signed == null ? placeholder : signed.certificate();
    }

    /** Tells it what the Secret holds now. */
    public void learn(AuthorityState newer) {
        state = newer;
        renew();
        look();
    }

    /** Tells it what the caBundle holds now. */
    public void see(List<X509Certificate> certificates) {
        inPlace = List.copyOf(certificates);
        look();
    }

    /**
     * Tells it that there is no webhook configuration: nobody calls this server, so there is nothing to wait for. It stays so when
     * there is one again, whose caBundle is written at once.
     */
    public void miss() {
        inPlace = List.of();
        covered = true;
    }

    /** Whether the caBundle holds exactly what it should. */
    public boolean isBundleInSync() {
        List<X509Certificate> wanted = state.bundle();
        return !wanted.isEmpty() && inPlace.size() == wanted.size() && inPlace.containsAll(wanted);
    }

    /** When the certificate that is served ends, empty while nobody has signed one. */
    public Optional<Instant> end() {
        return Optional.ofNullable(leaf)
                .map(signed -> ValidityPeriod.of(signed.certificate().leaf()).notAfter());
    }

    /** When the authority that signs ends, empty while there is none. */
    public Optional<Instant> authorityEnd() {
        return IssuedCertificate.firstBy(state, clock.instant())
                .map(authority -> ValidityPeriod.of(authority.certificate()).notAfter());
    }

    /**
     * What keeps the API server from accepting us, a line each. Once it has accepted us, or has nobody to accept, that is for
     * others to mend.
     */
    public List<String> unmet() {
        if (covered) {
            return List.of();
        }
        return List.of(
                leaf == null
                        ? "certificate: no authority signs yet: the Secret or the webhook configuration is missing, or nobody leads"
                        : "certificate: the webhook configuration's caBundle does not cover it yet");
    }

    private void renew() {
        if (signer(clock.instant()).isEmpty()) {
            return;
        }
        renewal.lock();
        try {
            Instant now = clock.instant();
            signer(now).ifPresent(authority -> sign(authority, now));
        } finally {
            renewal.unlock();
        }
    }

    private Optional<CertificateAuthority> signer(Instant now) {
        IssuedCertificate signed = leaf;
        return signed == null ? IssuedCertificate.firstBy(state, now) : signed.successorBy(state, now);
    }

    private void sign(CertificateAuthority authority, Instant now) {
        Instant end = now.plus(life);
        Instant authorityEnd = ValidityPeriod.of(authority.certificate()).notAfter();
        ValidityPeriod validity = ValidityPeriod.between(now, end.isBefore(authorityEnd) ? end : authorityEnd);
        boolean first = leaf == null;
        leaf = new IssuedCertificate(issuer.leaf(authority, hosts, validity), authority.certificate());
        if (!first) {
            telemetry.certificates().rotated(CertificateKind.LEAF);
        }
    }

    /** While another authority is on its way out, whoever starts anew waits like the others for the next. */
    private void look() {
        IssuedCertificate signed = leaf;
        boolean settled = state.current().isPresent() || state.retired().isEmpty();
        if (signed != null && settled && inPlace.contains(signed.issuer())) {
            covered = true;
        }
    }
}
