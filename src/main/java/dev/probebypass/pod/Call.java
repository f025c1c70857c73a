package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The handler of a probe or a hook: a call that the kubelet makes over the network. */
record Call(Handler handler, PortReference port, Probe.Target target) {

    /**
     * Reads a probe or a hook.
     *
     * @return null if it makes no call. Of several handlers (the API server would refuse them) the kubelet's order
     *     decides: {@code exec}, {@code httpGet}, {@code tcpSocket}, {@code grpc}
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/kubelet/prober/prober.go">kubernetes/pkg/kubelet/prober/prober.go</a>
     */
    static @Nullable Call read(JsonParser json) throws IOException {
        HandlerReader reader = new HandlerReader(json);
        Fields.each(json, reader::field);
        return reader.executes ? null : reader.first;
    }

    private static final class HandlerReader {
        private final JsonParser json;
        private boolean executes;
        private @Nullable Call first;

        HandlerReader(JsonParser json) {
            this.json = json;
        }

        private void field(String field) throws IOException {
            switch (field) {
                case "exec" -> {
                    executes = json.currentToken() == JsonToken.START_OBJECT;
                    json.skipChildren();
                }
                case "httpGet" -> handler(Handler.HTTP_GET);
                case "tcpSocket" -> handler(Handler.TCP_SOCKET);
                case "grpc" -> handler(Handler.GRPC);
                default -> json.skipChildren();
            }
        }

        private void handler(Handler handler) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return;
            }
            TargetReader target = new TargetReader(json);
            Fields.each(json, target::field);
            if (first == null || first.handler().compareTo(handler) >= 0) {
                first = new Call(handler, target.port, target.target(handler));
            }
        }
    }

    private static final class TargetReader {
        private static final Probe.Target POD = new Probe.Target("", false, "");

        private final JsonParser json;
        private PortReference port = new PortReference.Named("");
        private String host = "";
        private String path = "";
        private boolean https;

        TargetReader(JsonParser json) {
            this.json = json;
        }

        private void field(String field) throws IOException {
            switch (field) {
                case "port" -> port = Fields.port(json);
                case "host" -> host = Fields.text(json);
                case "path" -> path = Fields.text(json);
                case "scheme" -> https = Fields.text(json, "HTTP").equals("HTTPS");
                default -> json.skipChildren();
            }
        }

        private Probe.Target target(Handler handler) {
            return switch (handler) {
                case HTTP_GET -> new Probe.Target(host, https, path);
                case TCP_SOCKET -> host.isEmpty() ? POD : new Probe.Target(host, false, "");
                case GRPC -> POD;
            };
        }
    }
}
