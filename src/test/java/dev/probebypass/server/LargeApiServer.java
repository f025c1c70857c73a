package dev.probebypass.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An API server of more and larger objects than an etcd would hold: it makes each one when it is asked for it, and keeps none.
 * It can be listed and watched, by one well-behaved client.
 */
final class LargeApiServer implements AutoCloseable {

    /** How first lists come. */
    enum Lists {
        PAGES("33"),
        STREAMS("34");

        private final String minor;

        Lists(String minor) {
            this.minor = minor;
        }
    }

    /**
     * The objects of one collection, numbered from 0.
     *
     * @param fields of an object, without its kind; its metadata come first and are open at the end of their braces
     */
    record Collection(String path, String kind, int count, IntFunction<String> fields) {

        String object(int number) {
            return "{\"apiVersion\":\"v1\",\"kind\":\"%s\",%s}".formatted(kind, fields.apply(number));
        }
    }

    private static final String WEB_SOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern HEADER = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final Pattern PARAMETER = Pattern.compile("(limit|continue)=([0-9]+)");

    private final ServerSocket listening;
    private final Lists lists;
    private final Map<String, Collection> collections = new ConcurrentHashMap<>();
    private final Map<String, List<OutputStream>> watches = new ConcurrentHashMap<>();

    private LargeApiServer(Lists lists, List<Collection> collections) throws IOException {
        this.lists = lists;
        collections.forEach(each -> this.collections.put(each.path(), each));
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static LargeApiServer start(Lists lists, Collection... collections) throws IOException {
        LargeApiServer server = new LargeApiServer(lists, List.of(collections));
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** From now on a list has other objects than before; nobody is told. */
    void replace(Collection collection) {
        collections.put(collection.path(), collection);
    }

    /** Tells whoever watches the collection. Blocks until it was sent. */
    void tell(String path, String type, String object) throws IOException {
        for (OutputStream watch : watches.getOrDefault(path, List.of())) {
            send(watch, event(type, object));
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String[] target = head.split(" ", 3)[1].split("\\?", 2);
                String query = target.length == 1 ? "" : URLDecoder.decode(target[1], StandardCharsets.UTF_8);
                if (head.toLowerCase(Locale.ROOT).contains("upgrade: websocket")) {
                    watch(head, target[0], query, out);
                    in.transferTo(OutputStream.nullOutputStream());
                    return;
                }
                answer(target[0], query, out);
            }
        } catch (IOException | UncheckedIOException gone) {
            // the client's business
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (next == '\n' && head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private void answer(String path, String query, OutputStream out) throws IOException {
        if (path.startsWith("/version")) {
            write(out, "200 OK", "{\"major\":\"1\",\"minor\":\"%s\"}".formatted(lists.minor));
        } else if (collections.containsKey(path)) {
            write(out, "200 OK", page(collections.get(path), query));
        } else if (path.endsWith("s") && path.startsWith("/api")) {
            write(
                    out,
                    "200 OK",
                    "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}");
        } else {
            write(
                    out,
                    "404 Not Found",
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":404}");
        }
    }

    private static String page(Collection objects, String query) {
        Map<String, Integer> parameters = PARAMETER
                .matcher(query)
                .results()
                .collect(Collectors.toMap(each -> each.group(1), each -> Integer.valueOf(each.group(2))));
        int from = parameters.getOrDefault("continue", 0);
        int to = Math.min(objects.count(), from + parameters.getOrDefault("limit", objects.count()));
        String more = to < objects.count() ? ",\"continue\":\"%d\"".formatted(to) : "";
        return IntStream.range(from, to)
                .mapToObj(objects::object)
                .collect(Collectors.joining(
                        ",",
                        "{\"kind\":\"%sList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"%s},\"items\":["
                                .formatted(objects.kind(), more),
                        "]}"));
    }

    private static void write(OutputStream out, String status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        out.write("HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(status, bytes.length)
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.flush();
    }

    private void watch(String head, String path, String query, OutputStream out) throws IOException {
        Matcher key = HEADER.matcher(head);
        if (!key.find()) {
            throw new IOException("no key");
        }
        out.write(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
                        .formatted(accept(key.group(1)))
                        .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        Collection objects = collections.get(path);
        synchronized (out) {
            watches.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>()).add(out);
            if (query.contains("sendInitialEvents=true")) {
                for (int i = 0; objects != null && i < objects.count(); i++) {
                    send(out, event("ADDED", objects.object(i)));
                }
                send(out, event("BOOKMARK", """
                        {"apiVersion":"v1","kind":"%s","metadata":{"resourceVersion":"1",
                         "annotations":{"k8s.io/initial-events-end":"true"}}}
                        """.formatted(objects == null ? "Service" : objects.kind())));
            }
        }
    }

    private static String event(String type, String object) {
        return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object);
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + WEB_SOCKET).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(0x81); // a text in one frame
            if (bytes.length < 126) {
                out.write(bytes.length);
            } else if (bytes.length < 1 << 16) {
                out.write(126);
                out.write(bytes.length >> 8);
                out.write(bytes.length);
            } else {
                out.write(127);
                out.write(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array());
            }
            out.write(bytes);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
