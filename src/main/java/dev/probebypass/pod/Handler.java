package dev.probebypass.pod;

/** How the kubelet calls a container over the network. {@code exec} and {@code sleep} are not here: they call nothing. */
public enum Handler {
    HTTP_GET("httpGet"),
    TCP_SOCKET("tcpSocket"),
    GRPC("grpc");

    private final String field;

    Handler(String field) {
        this.field = field;
    }

    /** The name of the field in a probe. */
    public String field() {
        return field;
    }
}
