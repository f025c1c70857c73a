package dev.probebypass.server;

import java.net.InetAddress;

/** Where the webhook listens, whom it speaks to, and what it takes from them. */
public record ServerSettings(ListenAddress address, TlsVersion minimumTls, RequestLimits limits) {

    /** TLS 1.3 and the usual limits. */
    public static ServerSettings at(ListenAddress address) {
        return new ServerSettings(address, TlsVersion.TLS_1_3, RequestLimits.DEFAULT);
    }

    /** The same on some port that only this machine reaches. */
    ServerSettings onLoopback() {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        return new ServerSettings(new ListenAddress(loopback, 0), minimumTls, limits);
    }
}
