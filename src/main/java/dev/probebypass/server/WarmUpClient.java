package dev.probebypass.server;

import dev.probebypass.certificate.ServerCertificate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A client of our own server over one connection, which trusts the one certificate that it shows.
 *
 * <p>It is not {@code java.net.http}, whose classes and threads cost the start 100 to 130 ms of processor time, with an AOT
 * cache too.
 */
final class WarmUpClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;

    private WarmUpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static WarmUpClient connect(int port, ServerCertificate trusted) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        plain.setTcpNoDelay(true); // else the second half of a review waits 40 ms for the first's acknowledgement
        plain.setSoTimeout((int) PATIENCE.toMillis());
        return new WarmUpClient(tls(trusted).getSocketFactory().createSocket(plain, "localhost", port, true));
    }

    /** Sends one review and returns the status of its answer. */
    int send(byte[] review) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream(review.length + 256);
        request.writeBytes("""
                POST /mutate?timeout=3s HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(review.length).getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(review);
        socket.getOutputStream().write(request.toByteArray());
        return readAnswer();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int readAnswer() throws IOException {
        String status = line().split(" ", -1)[1];
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        return Integer.parseInt(status);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within an answer");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private static SSLContext tls(ServerCertificate trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustInOne(trusted.leaf())}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Accepts a server that shows this certificate, and no other. */
    private record TrustInOne(X509Certificate certificate) implements X509TrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (!certificate.equals(chain[0])) {
                throw new CertificateException("this is not our own server");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("a client has no clients");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
