package dev.probebypass.server;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Where the webhook listens, whom it speaks to, and what it takes from them.
 *
 * @param protocols the versions of TLS that are spoken, as Java names them, such as {@code TLSv1.3}
 * @param clients accepts their certificates; without it clients need none
 */
public record ServerSettings(
        ListenAddress address,
        List<String> protocols,
        RequestLimits limits,
        Optional<X509ExtendedTrustManager> clients) {

    public ServerSettings {
        protocols = List.copyOf(protocols);
    }

    /** The same on some port that only this machine reaches, for a client without a certificate. */
    ServerSettings onLoopback() {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        return new ServerSettings(new ListenAddress(loopback, 0), protocols, limits, Optional.empty());
    }
}
