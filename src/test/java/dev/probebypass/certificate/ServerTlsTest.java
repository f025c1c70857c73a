package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ServerTlsTest {

    private final ServerCertificate first = fresh();
    private final ServerCertificate second = fresh();
    private final AtomicReference<ServerCertificate> current = new AtomicReference<>(first);
    private final CurrentKeyManager keys = new CurrentKeyManager(current::get);

    @Test
    void aHandshakeThatChoseBeforeAChangeGetsTheKeyOfItsChoice() {
        String chosen = keys.chooseEngineServerAlias("EC", null, null);
        current.set(second);
        String chosenLater = keys.chooseEngineServerAlias("EC", null, null);

        assertThat(keys.getPrivateKey(chosen)).isEqualTo(first.key());
        assertThat(keys.getCertificateChain(chosen)).containsExactly(first.leaf());
        assertThat(keys.getPrivateKey(chosenLater)).isEqualTo(second.key());
        assertThat(keys.getCertificateChain(chosenLater)).containsExactly(second.leaf());
    }

    @Test
    void hasNothingForAnotherKindOfKey() {
        assertThat(keys.chooseEngineServerAlias("RSA", null, null)).isNull();
        assertThat(keys.getServerAliases("RSA", null)).isNull();
        assertThat(keys.getPrivateKey("unknown")).isNull();
        assertThat(keys.getCertificateChain("unknown")).isNull();
    }

    private static ServerCertificate fresh() {
        return new SelfSigned(Clock.systemUTC(), new SecureRandom()).forHosts(List.of("localhost"), Duration.ofDays(1));
    }
}
