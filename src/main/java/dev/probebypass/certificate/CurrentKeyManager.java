package dev.probebypass.certificate;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Serves whatever certificate is current. A handshake chooses a certificate by an alias and then asks for its key and chain
 * one after the other; so that both are of one certificate though it may change in between, each has an alias of its own and
 * the one before it is still known.
 */
final class CurrentKeyManager extends X509ExtendedKeyManager {

    private record Known(String alias, ServerCertificate certificate) {}

    private record LastTwo(Known current, Known before) {

        Optional<ServerCertificate> find(@Nullable String alias) {
            return current.alias().equals(alias)
                    ? Optional.of(current.certificate())
                    : Optional.of(before)
                            .filter(known -> known.alias().equals(alias))
                            .map(Known::certificate);
        }
    }

    private final Supplier<ServerCertificate> source;
    private final AtomicReference<LastTwo> lastTwo;

    CurrentKeyManager(Supplier<ServerCertificate> source) {
        this.source = source;
        Known first = new Known("1", source.get());
        this.lastTwo = new AtomicReference<>(new LastTwo(first, first));
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        Known current = current();
        return current.certificate().key().getAlgorithm().equals(keyType) ? current.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        return lastTwo.get().find(alias).map(ServerCertificate::key).orElse(null);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        return lastTwo.get()
                .find(alias)
                .map(certificate -> certificate.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        throw new UnsupportedOperationException("a server has no client certificate");
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        throw new UnsupportedOperationException("a server has no client certificate");
    }

    private Known current() {
        ServerCertificate certificate = source.get();
        return lastTwo.updateAndGet(known -> known.current().certificate().equals(certificate)
                        ? known
                        : new LastTwo(next(known.current(), certificate), known.current()))
                .current();
    }

    private static Known next(Known before, ServerCertificate certificate) {
        return new Known(Integer.toString(Integer.parseInt(before.alias()) + 1), certificate);
    }
}
