package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.probebypass.pod.Probe.Protocol;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one probe or hook after the other. Of several handlers (the API server would refuse them) the kubelet's order
 * decides: {@code exec}, {@code httpGet}, {@code tcpSocket}, {@code grpc}.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/kubelet/prober/prober.go">kubernetes/pkg/kubelet/prober/prober.go</a>
 */
final class CallReader {

    private static final Probe.Target POD = new Probe.Target("", Protocol.USUAL, "");
    private static final Probe.Target GRPC_OVER_TLS = new Probe.Target("", Protocol.GRPC_OVER_TLS, "");
    private static final PortReference NO_PORT = new PortReference.Named("");

    private final JsonParser json;
    private final JsonFields.FieldReader handlers = this::handler;
    private final JsonFields.FieldReader targets = this::target;

    private boolean executes;
    private @Nullable Call first;

    private PortReference port = NO_PORT;
    private String host = "";
    private String path = "";
    private boolean https;
    private boolean http2;
    private boolean tls;

    CallReader(JsonParser json) {
        this.json = json;
    }

    /** The call that is made, empty if none is. */
    Optional<Call> read() throws IOException {
        executes = false;
        first = null;
        JsonFields.each(json, handlers);
        return executes ? Optional.empty() : Optional.ofNullable(first);
    }

    private void handler(String field) throws IOException {
        switch (field) {
            case "exec" -> {
                executes = json.currentToken() == JsonToken.START_OBJECT;
                json.skipChildren();
            }
            case "httpGet" -> call(Handler.HTTP_GET);
            case "tcpSocket" -> call(Handler.TCP_SOCKET);
            case "grpc" -> call(Handler.GRPC);
            default -> json.skipChildren();
        }
    }

    private void call(Handler handler) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        port = NO_PORT;
        host = "";
        path = "";
        https = false;
        http2 = false;
        tls = false;
        JsonFields.each(json, targets);
        if (first == null || first.handler().compareTo(handler) >= 0) {
            first = new Call(handler, port, target(handler));
        }
    }

    private void target(String field) throws IOException {
        switch (field) {
            case "port" -> port = JsonFields.port(json);
            case "host" -> host = JsonFields.text(json);
            case "path" -> path = JsonFields.text(json);
            case "protocol" -> http2 = JsonFields.text(json).equals("HTTP2");
            case "mode" -> tls = JsonFields.text(json).equals("TLS");
            case "scheme" -> https = JsonFields.text(json).equals("HTTPS");
            default -> json.skipChildren();
        }
    }

    private Probe.Target target(Handler handler) {
        return switch (handler) {
            case HTTP_GET -> new Probe.Target(host, httpProtocol(), path);
            case TCP_SOCKET -> host.isEmpty() ? POD : new Probe.Target(host, Protocol.USUAL, "");
            case GRPC -> tls ? GRPC_OVER_TLS : POD;
        };
    }

    private Protocol httpProtocol() {
        if (https) {
            return Protocol.HTTPS;
        }
        return http2 ? Protocol.CLEARTEXT_HTTP2 : Protocol.USUAL;
    }
}
