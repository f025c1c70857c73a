package dev.probebypass.server;

/** Where the webhook listens, whom it speaks to, and what it takes from them. */
public record ServerSettings(ListenAddress address, TlsVersion minimumTls, RequestLimits limits) {

    /** TLS 1.3 and the usual limits. */
    public static ServerSettings at(ListenAddress address) {
        return new ServerSettings(address, TlsVersion.TLS_1_3, RequestLimits.DEFAULT);
    }
}
