package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.probebypass.logging.LogFile;
import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are damaged: nobody starts with them, and who runs already goes on with the ones before. */
class DamagedPemTest {

    private static final ServerCertificate GOOD =
            new SelfSigned(Clock.systemUTC(), new SecureRandom()).forHosts(List.of("localhost"), Duration.ofDays(1));

    private final SettableClock clock = new SettableClock();
    private final Telemetry telemetry = Telemetry.forVersion("test");

    @TempDir
    private Path folder;

    private PemFiles files;

    /** What is wrong with a text that was good. */
    enum Damage {
        BASE64 {
            @Override
            String of(String pem) {
                return pem.replaceFirst("(?m)^([A-Za-z0-9+/]{4})", "!!!");
            }
        },
        NOTHING_BUT_BASE64_THAT_IS_NONE {
            @Override
            String of(String pem) {
                return pem.replaceFirst("(?s)-----\n.*\n-----END", "-----\n!!!\n-----END");
            }
        },
        TRUNCATED_DER {
            @Override
            String of(String pem) {
                return pem.replaceFirst("(?s)(-----\n[A-Za-z0-9+/]{40}).*\n-----END", "$1\n-----END");
            }
        },
        CONTENT_OF_ANOTHER_KIND {
            @Override
            String of(String pem) {
                String other = pem.contains("PRIVATE KEY") ? Pem.write(GOOD.chain()) : TestKeys.pem(GOOD.key());
                return pem.contains("PRIVATE KEY")
                        ? other.replace("CERTIFICATE", "PRIVATE KEY")
                        : other.replace("PRIVATE KEY", "CERTIFICATE");
            }
        },
        EMPTY_BLOCK {
            @Override
            String of(String pem) {
                return pem.replaceFirst("(?s)-----\n.*\n-----END", "-----\n-----END");
            }
        },
        NO_END {
            @Override
            String of(String pem) {
                return pem.substring(0, pem.indexOf("-----END"));
            }
        },
        DER_NESTED_TOO_DEEPLY {
            @Override
            String of(String pem) {
                String sequences =
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex("3080".repeat(100_000)));
                return pem.replaceFirst("(?s)-----\n.*\n-----END", "-----\n" + sequences + "\n-----END");
            }
        },
        PEM_OF_ANOTHER_KIND {
            @Override
            String of(String pem) {
                return "-----BEGIN NOTHING KNOWN-----\nAAAA\n-----END NOTHING KNOWN-----\n";
            }
        };

        abstract String of(String pem);
    }

    @BeforeEach
    void writeGoodFiles() throws IOException {
        files = new PemFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
        Files.writeString(files.certificate(), Pem.write(GOOD.chain()));
        Files.writeString(files.key(), TestKeys.pem(GOOD.key()));
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyStartsWithADamagedCertificate(Damage damage) throws IOException {
        damage(files.certificate(), damage);

        refusesInOneSentence(() -> ReloadingPemFiles.of(files, clock, telemetry), files.certificate());
    }

    @ParameterizedTest
    @EnumSource
    void nobodyStartsWithADamagedKey(Damage damage) throws IOException {
        damage(files.key(), damage);

        refusesInOneSentence(() -> ReloadingPemFiles.of(files, clock, telemetry), files.key());
    }

    @ParameterizedTest
    @EnumSource
    void nobodyStartsWithDamagedClientAuthorities(Damage damage) throws IOException {
        damage(files.certificate(), damage);

        refusesInOneSentence(
                () -> ClientAuthorities.of(files.certificate(), ClientNames.ANY, clock, telemetry),
                files.certificate());
    }

    @ParameterizedTest
    @EnumSource
    void theCertificateBeforeADamagedOneHolds(Damage damage) throws IOException {
        ReloadingPemFiles reloading = ReloadingPemFiles.of(files, clock, telemetry);
        damage(files.certificate(), damage);

        holdsAndSaysSoOnce(reloading, GOOD, files.certificate());
    }

    @ParameterizedTest
    @EnumSource
    void theKeyBeforeADamagedOneHolds(Damage damage) throws IOException {
        ReloadingPemFiles reloading = ReloadingPemFiles.of(files, clock, telemetry);
        damage(files.key(), damage);

        holdsAndSaysSoOnce(reloading, GOOD, files.key());
    }

    @ParameterizedTest
    @EnumSource
    void theClientAuthoritiesBeforeDamagedOnesHold(Damage damage) throws IOException {
        ClientAuthorities authorities = ClientAuthorities.of(files.certificate(), ClientNames.ANY, clock, telemetry);
        damage(files.certificate(), damage);

        holdsAndSaysSoOnce(
                () -> List.of(authorities.getAcceptedIssuers()),
                List.<X509Certificate>of(GOOD.leaf()),
                files.certificate());
    }

    private <T> void holdsAndSaysSoOnce(Supplier<T> current, T before, Path damaged) {
        LogFile log = LogFile.fromHere();

        for (int look = 0; look < 3; look++) {
            clock.advance(Duration.ofSeconds(10));
            assertThat(current.get()).isEqualTo(before);
        }

        assertThat(telemetry.scrape()).contains("probe_bypass_errors_total{kind=\"certificate\"} 1.0\n");
        assertThat(log.text().lines().filter(line -> line.contains(damaged.toString())))
                .singleElement()
                .asString()
                .contains("kind=certificate");
    }

    private static void refusesInOneSentence(Runnable start, Path damaged) {
        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(start::run)
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .startsWith(damaged + " holds ")
                        .doesNotContain("\n", "null")
                        .doesNotContain(secret()));
    }

    private static String secret() {
        return TestKeys.pem(GOOD.key()).lines().skip(1).findFirst().orElseThrow();
    }

    private static void damage(Path file, Damage damage) throws IOException {
        String good = Files.readString(file);
        String bad = damage.of(good);
        assertThat(bad).isNotEqualTo(good);
        Files.writeString(file, bad);
    }
}
