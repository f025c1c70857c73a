package dev.probebypass.server;

import java.net.InetAddress;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Where the webhook listens, whom it speaks to, and what it takes from them.
 *
 * @param clients accepts their certificates; without it clients need none
 */
public record ServerSettings(
        ListenAddress address,
        TlsVersion minimumTls,
        RequestLimits limits,
        Optional<X509ExtendedTrustManager> clients) {

    /** TLS 1.3, the usual limits, and whoever calls. */
    public static ServerSettings at(ListenAddress address) {
        return new ServerSettings(address, TlsVersion.TLS_1_3, RequestLimits.DEFAULT, Optional.empty());
    }

    /** The same on some port that only this machine reaches, for a client without a certificate. */
    ServerSettings onLoopback() {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        return new ServerSettings(new ListenAddress(loopback, 0), minimumTls, limits, Optional.empty());
    }
}
