package dev.probebypass.certificate;

import dev.probebypass.certificate.AuthorityState.Announced;
import dev.probebypass.certificate.AuthorityState.Retired;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which authorities an installation should have now. A new one is made when the current one has used up two thirds of
 * its life; it is put into the caBundle, waits until every API server has seen it there, and only then signs. The one before
 * stays in the bundle until its last certificate has ended. Nothing is remembered here: the same state at the same time has
 * the same successor, but for new keys.
 */
public final class AuthorityRotation {

    /** However often a Secret is lost, the bundle stays small. */
    private static final int MOST_RETIRED = 8;

    private final RotationPolicy policy;
    private final CertificateIssuer issuer;

    public AuthorityRotation(RotationPolicy policy, SecureRandom random) {
        this.policy = policy;
        this.issuer = new CertificateIssuer(random);
    }

    /** Whether servers answer reviews now. */
    public enum Servers {
        /** Surely not: whoever could be harmed by a new authority is not there. */
        NONE,
        /** Some may. */
        MAYBE
    }

    /**
     * Who is trusted in the cluster, and who relies on it.
     *
     * @param byAll the certificates that every caBundle holds which we keep
     * @param byAny the certificates that at least one caBundle holds
     * @param servers whether servers answer reviews now
     */
    public record Trust(List<X509Certificate> byAll, List<X509Certificate> byAny, Servers servers) {

        public Trust {
            byAll = List.copyOf(byAll);
            byAny = List.copyOf(byAny);
        }

        /** That of one caBundle, with servers that may answer. */
        public static Trust of(List<X509Certificate> bundle) {
            return new Trust(bundle, bundle, Servers.MAYBE);
        }
    }

    /** The state that should follow. */
    public AuthorityState next(AuthorityState state, Instant now, Trust trust) {
        AuthorityState fit = withoutUnfit(state, now);
        AuthorityState known = fit.current().isEmpty() ? keeping(trust.byAny(), fit, now) : fit;
        AuthorityState prepared = needsAnother(known, now) ? withNewAuthority(known, now) : known;
        AuthorityState announced = announced(prepared, now, trust.byAll());
        return mayTakeOver(announced, now, trust) ? tookOver(announced, now) : announced;
    }

    /** How long nothing will be to do, if nothing happens and the clock goes as it should. */
    public Duration untilNextStep(AuthorityState state, Instant now) {
        Stream<Instant> due = state.next().isPresent()
                ? state.next().flatMap(Announced::inBundleSince).map(since -> since.plus(policy.overlapWait())).stream()
                : state
                        .current()
                        .map(authority ->
                                ValidityPeriod.of(authority.certificate()).due())
                        .stream();
        Stream<Instant> ends = state.retired().stream().map(Retired::until);
        return Stream.concat(due, ends)
                .min(Comparator.naturalOrder())
                .map(next -> Duration.between(now, next))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    /** An authority that does not hold now (the clock may be wrong) must not sign, but what it signed may be in use. */
    private AuthorityState withoutUnfit(AuthorityState state, Instant now) {
        Stream<X509Certificate> unfit = Stream.concat(
                        state.current().stream(), state.next().map(Announced::authority).stream())
                .filter(authority -> !authority.holdsAt(now))
                .map(CertificateAuthority::certificate);
        Stream<Retired> retired =
                Stream.concat(unfit.map(certificate -> retired(certificate, now)), state.retired().stream());
        return new AuthorityState(
                state.current().filter(authority -> authority.holdsAt(now)),
                state.next().filter(announced -> announced.authority().holdsAt(now)),
                stillNeeded(retired, now));
    }

    /** Without a current authority servers hold certificates of one we do not know; the bundle in place covers them. */
    private AuthorityState keeping(List<X509Certificate> inPlace, AuthorityState state, Instant now) {
        List<X509Certificate> bundle = state.bundle();
        Stream<Retired> unknown = inPlace.stream()
                .distinct()
                .filter(certificate -> !bundle.contains(certificate))
                .map(certificate -> retired(certificate, now));
        return new AuthorityState(
                state.current(), state.next(), stillNeeded(Stream.concat(unknown, state.retired().stream()), now));
    }

    private static boolean needsAnother(AuthorityState state, Instant now) {
        return state.next().isEmpty()
                && state.current()
                        .filter(authority -> now.isBefore(
                                ValidityPeriod.of(authority.certificate()).due()))
                        .isEmpty();
    }

    private AuthorityState withNewAuthority(AuthorityState state, Instant now) {
        CertificateAuthority made = issuer.authority(ValidityPeriod.between(now, now.plus(policy.authorityLife())));
        return new AuthorityState(state.current(), Optional.of(new Announced(made, Optional.empty())), state.retired());
    }

    /** A time in the future was written by a clock that has been set back since: the wait begins anew. */
    private static AuthorityState announced(AuthorityState state, Instant now, List<X509Certificate> inPlace) {
        return new AuthorityState(
                state.current(),
                state.next().map(announced -> {
                    Optional<Instant> since = announced.inBundleSince().filter(time -> !time.isAfter(now));
                    boolean seen = inPlace.contains(announced.authority().certificate());
                    return new Announced(announced.authority(), since.isEmpty() && seen ? Optional.of(now) : since);
                }),
                state.retired());
    }

    /** The wait protects those who answer reviews meanwhile; it has no purpose where nobody does. */
    private boolean mayTakeOver(AuthorityState state, Instant now, Trust trust) {
        boolean isWaitedFor = state.current().isPresent() || trust.servers() == Servers.MAYBE;
        Duration wait = isWaitedFor ? policy.overlapWait() : Duration.ZERO;
        return state.next()
                .filter(announced ->
                        trust.byAll().contains(announced.authority().certificate()))
                .flatMap(Announced::inBundleSince)
                .filter(since -> !now.isBefore(since.plus(wait)))
                .isPresent();
    }

    private AuthorityState tookOver(AuthorityState state, Instant now) {
        Stream<Retired> before = state.current().stream().map(authority -> retired(authority.certificate(), now));
        return new AuthorityState(
                state.next().map(Announced::authority),
                Optional.empty(),
                stillNeeded(Stream.concat(before, state.retired().stream()), now));
    }

    /** A server may not have heard at once, nor have our clock: an hour more, as in every certificate. */
    private Retired retired(X509Certificate certificate, Instant now) {
        Instant last = now.plus(policy.leafLife()).plus(ValidityPeriod.CLOCK_TOLERANCE);
        Instant end = ValidityPeriod.of(certificate).notAfter();
        return new Retired(certificate, end.isBefore(last) ? end : last);
    }

    private static List<Retired> stillNeeded(Stream<Retired> retired, Instant now) {
        List<Retired> needed =
                new ArrayList<>(retired.filter(old -> now.isBefore(old.until())).toList());
        needed.sort(Comparator.comparing(Retired::until).reversed());
        return needed.subList(0, Math.min(needed.size(), MOST_RETIRED));
    }
}
