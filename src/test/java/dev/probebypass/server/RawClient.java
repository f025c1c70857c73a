package dev.probebypass.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that sends what it is told, byte by byte if need be, which no HTTP client would. */
final class RawClient implements AutoCloseable {

    record Response(int status, Map<String, String> headers, String body) {}

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    static RawClient plain(int port) throws IOException {
        return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** TLS from another address of this machine, such as 127.0.0.2. */
    static RawClient tlsFrom(String address, int port) throws IOException {
        return over(new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0));
    }

    static RawClient tls(int port, String... protocols) throws IOException {
        return over(new Socket(InetAddress.getLoopbackAddress(), port), protocols);
    }

    /** TLS with a certificate, or a trust, of the test's own. */
    static RawClient tls(int port, SSLContext context) throws IOException {
        return over(new Socket(InetAddress.getLoopbackAddress(), port), context);
    }

    /** TLS over a socket of the test's own. */
    static RawClient over(Socket transport, String... protocols) throws IOException {
        return over(transport, TestCertificate.trusting(TestCertificate.LOOPBACK), protocols);
    }

    private static RawClient over(Socket transport, SSLContext context, String... protocols) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(transport, "localhost", transport.getPort(), true);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.startHandshake();
        return new RawClient(socket);
    }

    static String post(String body) {
        return postHead("Content-Length: " + body.length()) + body;
    }

    /** The head of a review's request, with more lines. */
    static String postHead(String... more) {
        return head("POST /mutate HTTP/1.1", "Host: localhost", "Content-Type: application/json") + head(more) + "\r\n";
    }

    /** Lines of a request's head, without the blank one that ends it. */
    static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    Response read() throws IOException {
        String[] statusLine = line().split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = socket.getInputStream().readNBytes(length);
        return new Response(Integer.parseInt(statusLine[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    /** For use in another thread. */
    Response readUnchecked() {
        try {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for what does not come: true when the connection is still open, and silent, after the given time. */
    boolean isOpenAfter(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            int read = socket.getInputStream().read();
            if (read >= 0) {
                throw new IllegalStateException("the server sent something unasked: " + read);
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false; // reset
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within a line: " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
