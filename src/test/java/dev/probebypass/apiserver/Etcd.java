package dev.probebypass.apiserver;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The API server's memory. */
final class Etcd implements AutoCloseable {

    private final ServerProcess process;
    private final String url;

    private Etcd(ServerProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    static Etcd start(Path binary, Workspace workspace) {
        return FreePort.startOn(port -> start(binary, workspace, "http://127.0.0.1:" + port));
    }

    private static Etcd start(Path binary, Workspace workspace, String url) {
        List<String> command = List.of(
                binary.toString(),
                "--data-dir=" + workspace.path("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=http://127.0.0.1:0",
                // What a crash would lose nobody reads.
                "--unsafe-no-fsync=true",
                // A lone member waits for nobody's vote.
                "--heartbeat-interval=10",
                "--election-timeout=100",
                "--log-level=warn");
        ServerProcess process = ServerProcess.start(command, workspace.log("etcd"));
        return new Etcd(process.awaitReady(() -> isHealthy(url)), url);
    }

    private static boolean isHealthy(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/health").toURL().openConnection(Proxy.NO_PROXY);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.close();
    }
}
