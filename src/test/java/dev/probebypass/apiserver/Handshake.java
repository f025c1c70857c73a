package dev.probebypass.apiserver;

import dev.probebypass.testing.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A new connection to a server on loopback, made as the API server makes it: with a name to check and a bundle to trust. */
record Handshake(int port, String host) {

    /** Whether the server shows a certificate for the name, signed by somebody in the bundle, which holds now. */
    boolean isAcceptedBy(String bundlePem) {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket secure =
                        (SSLSocket) Trust.inPem(bundlePem).getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return true;
        } catch (IOException refused) {
            System.err.printf("no handshake with %s: %s%n", host, refused);
            return false;
        }
    }
}
