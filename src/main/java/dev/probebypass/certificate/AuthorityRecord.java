package dev.probebypass.certificate;

import dev.probebypass.certificate.AuthorityState.Announced;
import dev.probebypass.certificate.AuthorityState.Retired;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The authorities as the entries of a Secret: PEM, and a few lines of times. Written strictly; read as far as it can be: what
 * is damaged counts as absent.
 */
public final class AuthorityRecord {

    private static final String CURRENT_CERTIFICATE = "ca.crt";
    private static final String CURRENT_KEY = "ca.key";
    private static final String NEXT_CERTIFICATE = "next.crt";
    private static final String NEXT_KEY = "next.key";
    private static final String NEXT_SINCE = "next.in-bundle-since";
    private static final String RETIRED_CERTIFICATES = "retired.crt";
    private static final String RETIRED_UNTIL = "retired.until";

    private final Map<String, String> entries;
    private final List<String> damage = new ArrayList<>();

    private AuthorityRecord(Map<String, String> entries) {
        this.entries = entries;
    }

    /**
     * What entries say.
     *
     * @param damage what could not be read, a sentence each
     */
    public record Reading(AuthorityState state, List<String> damage) {

        public Reading {
            damage = List.copyOf(damage);
        }
    }

    /** The entries of a state. */
    public static Map<String, String> write(AuthorityState state) {
        Map<String, String> entries = new LinkedHashMap<>();
        state.current().ifPresent(authority -> {
            entries.put(CURRENT_CERTIFICATE, Pem.write(List.of(authority.certificate())));
            entries.put(CURRENT_KEY, Pem.write(authority.key()));
        });
        state.next().ifPresent(next -> {
            entries.put(NEXT_CERTIFICATE, Pem.write(List.of(next.authority().certificate())));
            entries.put(NEXT_KEY, Pem.write(next.authority().key()));
            next.inBundleSince().ifPresent(since -> entries.put(NEXT_SINCE, since.toString()));
        });
        if (!state.retired().isEmpty()) {
            entries.put(
                    RETIRED_CERTIFICATES,
                    Pem.write(state.retired().stream().map(Retired::certificate).toList()));
            entries.put(
                    RETIRED_UNTIL,
                    String.join(
                                    "\n",
                                    state.retired().stream()
                                            .map(old -> old.until().toString())
                                            .toList()) + "\n");
        }
        return entries;
    }

    /** The state that entries hold; entries of other names are passed over. */
    public static Reading read(Map<String, String> entries) {
        AuthorityRecord secret = new AuthorityRecord(entries);
        Optional<CertificateAuthority> current = secret.authority(CURRENT_CERTIFICATE, CURRENT_KEY);
        Optional<Announced> next = secret.authority(NEXT_CERTIFICATE, NEXT_KEY)
                .map(authority -> new Announced(authority, secret.time(NEXT_SINCE)));
        return new Reading(new AuthorityState(current, next, secret.retired()), secret.damage);
    }

    private Optional<CertificateAuthority> authority(String certificateEntry, String keyEntry) {
        Optional<X509Certificate> certificate =
                certificates(certificateEntry).stream().findFirst();
        Optional<PrivateKey> key = key(keyEntry);
        if (certificate.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        Optional<CertificateAuthority> authority = certificate.flatMap(
                one -> key.map(secret -> new CertificateAuthority(secret, one)).filter(AuthorityRecord::canSign));
        if (authority.isEmpty()) {
            damage.add("%s and %s are no certificate authority and its key".formatted(certificateEntry, keyEntry));
        }
        return authority;
    }

    private static boolean canSign(CertificateAuthority authority) {
        return authority.certificate().getBasicConstraints() >= 0
                && KeyMatch.belongTogether(
                        authority.key(), authority.certificate().getPublicKey());
    }

    private List<X509Certificate> certificates(String entry) {
        try {
            List<X509Certificate> certificates = Pem.certificates(text(entry));
            if (certificates.isEmpty() && !text(entry).isBlank()) {
                damage.add(entry + " holds no certificate");
            }
            return certificates;
        } catch (UnreadablePemException unreadable) {
            damage.add("%s can't be parsed: %s".formatted(entry, unreadable.getMessage()));
            return List.of();
        }
    }

    private Optional<PrivateKey> key(String entry) {
        try {
            return Pem.privateKey(text(entry));
        } catch (UnreadablePemException unreadable) {
            damage.add("%s can't be parsed: %s".formatted(entry, unreadable.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Instant> time(String entry) {
        return text(entry).isBlank()
                ? Optional.empty()
                : time(entry, text(entry).strip());
    }

    private Optional<Instant> time(String entry, String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException unreadable) {
            damage.add("%s is no time".formatted(entry));
            return Optional.empty();
        }
    }

    /** A retired certificate whose time is lost stays until its own end. */
    private List<Retired> retired() {
        List<X509Certificate> certificates = certificates(RETIRED_CERTIFICATES);
        List<String> times = text(RETIRED_UNTIL).lines().map(String::strip).toList();
        List<Retired> retired = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            Instant end = ValidityPeriod.of(certificates.get(i)).notAfter();
            Optional<Instant> until = i < times.size() ? time(RETIRED_UNTIL, times.get(i)) : Optional.empty();
            retired.add(
                    new Retired(certificates.get(i), until.filter(end::isAfter).orElse(end)));
        }
        return retired;
    }

    private String text(String entry) {
        return entries.getOrDefault(entry, "");
    }
}
