package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.certificate.AuthorityState.Announced;
import dev.probebypass.certificate.AuthorityState.Retired;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityRecordTest {

    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00.123456789Z");

    private final CertificateIssuer issuer = new CertificateIssuer(new SecureRandom());
    private final CertificateAuthority one = authority();
    private final CertificateAuthority other = authority();
    private final AuthorityState full = new AuthorityState(
            Optional.of(one),
            Optional.of(new Announced(other, Optional.of(NOW))),
            List.of(
                    new Retired(authority().certificate(), NOW.plusSeconds(5)),
                    new Retired(authority().certificate(), NOW)));

    @Test
    void readsWhatItWrote() {
        AuthorityRecord.Reading reading = AuthorityRecord.read(AuthorityRecord.write(full));

        assertThat(reading.state()).isEqualTo(full);
        assertThat(reading.damage()).isEmpty();
    }

    @Test
    void anEmptySecretHoldsNobodyAndThatIsNoDamage() {
        assertThat(AuthorityRecord.write(AuthorityState.EMPTY)).isEmpty();
        assertThat(AuthorityRecord.read(Map.of()))
                .isEqualTo(new AuthorityRecord.Reading(AuthorityState.EMPTY, List.of()));
        assertThat(AuthorityRecord.read(Map.of("ca.crt", "", "ca.key", "", "somebody-elses", "entry")))
                .isEqualTo(new AuthorityRecord.Reading(AuthorityState.EMPTY, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "ca.crt, '', ca.crt and ca.key are no certificate authority and its key",
        "ca.key, '', ca.crt and ca.key are no certificate authority and its key",
        "ca.crt, rubbish, ca.crt holds no certificate",
        "ca.key, rubbish, ca.crt and ca.key are no certificate authority and its key",
    })
    void aDamagedPartCountsAsAbsentAndTheOthersAsTheyAre(String entry, String value, String damage) {
        AuthorityRecord.Reading reading = readWith(entry, value);

        assertThat(reading.state()).isEqualTo(new AuthorityState(Optional.empty(), full.next(), full.retired()));
        assertThat(reading.damage()).contains(damage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CERTIFICATE", "PRIVATE KEY", "EC PRIVATE KEY"})
    void pemOfSomethingElseIsDamageAndNoException(String type) {
        String pem = "-----BEGIN %1$s-----\nAAAA\n-----END %1$s-----\n".formatted(type);

        assertThat(readWith("ca.crt", pem).damage()).isNotEmpty();
        assertThat(readWith("ca.key", pem).damage()).isNotEmpty();
        assertThat(readWith("ca.key", pem).state().current()).isEmpty();
    }

    @Test
    void theKeyOfAnotherIsDamage() {
        String othersKey = AuthorityRecord.write(full).getOrDefault("next.key", "");

        AuthorityRecord.Reading reading = readWith("ca.key", othersKey);

        assertThat(reading.state().current()).isEmpty();
        assertThat(reading.damage()).hasSize(1);
    }

    @Test
    void whatIsNoAuthorityIsDamage() {
        ServerCertificate leaf = issuer.leaf(one, List.of("webhook"), lasting());
        Map<String, String> entries = Map.of("ca.crt", Pem.write(leaf.chain()), "ca.key", Pem.write(leaf.key()));

        assertThat(AuthorityRecord.read(entries).state()).isEqualTo(AuthorityState.EMPTY);
        assertThat(AuthorityRecord.read(entries).damage()).hasSize(1);
    }

    @Test
    void aWaitWhoseBeginningCanNotBeReadBeginsAnew() {
        AuthorityRecord.Reading reading = readWith("next.in-bundle-since", "yesterday");

        assertThat(reading.state().next()).contains(new Announced(other, Optional.empty()));
        assertThat(reading.damage()).containsExactly("next.in-bundle-since is no time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never\nnever", "+1000000000-12-31T23:59:59Z"})
    void aRetiredOneWhoseTimeIsLostIsTrustedUntilItsOwnEnd(String times) {
        AuthorityRecord.Reading reading = readWith("retired.until", times);

        assertThat(reading.state().retired())
                .extracting(Retired::until)
                .containsOnly(ValidityPeriod.of(full.retired().getFirst().certificate())
                        .notAfter());
    }

    @Test
    void whatIsSaidOfDamageHoldsNoKey() {
        String key = Pem.write(one.key());
        String broken = key.replace("-----END", "====");

        assertThat(String.join("\n", readWith("ca.key", broken).damage()))
                .isNotEmpty()
                .doesNotContain(key.lines().skip(1).findFirst().orElseThrow());
        assertThat(full.toString()).doesNotContain("PrivateKey", key);
    }

    private AuthorityRecord.Reading readWith(String entry, String value) {
        Map<String, String> entries = new HashMap<>(AuthorityRecord.write(full));
        entries.put(entry, value);
        return AuthorityRecord.read(entries);
    }

    private CertificateAuthority authority() {
        return issuer.authority(lasting());
    }

    private static ValidityPeriod lasting() {
        return ValidityPeriod.between(NOW, NOW.plus(Duration.ofDays(365)));
    }
}
