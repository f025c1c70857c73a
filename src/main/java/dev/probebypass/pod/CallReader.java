package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.probebypass.pod.Call.Protocol;
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

    private final JsonParser json;
    private final JsonFields.FieldReader handlers = this::handler;
    private final JsonFields.FieldReader fields = this::field;

    private boolean executes;
    private @Nullable Call first;

    private PortReference port = PortReference.Absent.ABSENT;
    private Optional<String> host = Optional.empty();
    private Optional<String> path = Optional.empty();
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
        port = PortReference.Absent.ABSENT;
        host = Optional.empty();
        path = Optional.empty();
        https = false;
        http2 = false;
        tls = false;
        JsonFields.each(json, fields);
        if (first == null || first.handler().compareTo(handler) >= 0) {
            first = made(handler);
        }
    }

    private void field(String field) throws IOException {
        switch (field) {
            case "port" -> port = JsonFields.port(json);
            case "host" -> host = JsonFields.name(json);
            case "path" -> path = JsonFields.name(json);
            case "protocol" -> http2 = JsonFields.text(json).equals("HTTP2");
            case "mode" -> tls = JsonFields.text(json).equals("TLS");
            case "scheme" -> https = JsonFields.text(json).equals("HTTPS");
            default -> json.skipChildren();
        }
    }

    private Call made(Handler handler) {
        return switch (handler) {
            case HTTP_GET -> new Call(handler, port, host, httpProtocol(), path);
            case TCP_SOCKET -> new Call(handler, port, host, Protocol.USUAL, Optional.empty());
            case GRPC -> new Call(handler, port, Optional.empty(), grpcProtocol(), Optional.empty());
        };
    }

    private Protocol grpcProtocol() {
        return tls ? Protocol.GRPC_OVER_TLS : Protocol.USUAL;
    }

    private Protocol httpProtocol() {
        if (https) {
            return Protocol.HTTPS;
        }
        return http2 ? Protocol.CLEARTEXT_HTTP2 : Protocol.USUAL;
    }
}
