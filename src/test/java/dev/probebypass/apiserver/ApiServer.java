package dev.probebypass.apiserver;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** A kube-apiserver that can go away and come back on the same port. */
final class ApiServer implements AutoCloseable {

    static final String NAME = "kube-apiserver";

    private final URI url;
    private final RawApi api;
    private final Supplier<ServerProcess> launch;
    private ServerProcess process;

    private ApiServer(URI url, RawApi api, Supplier<ServerProcess> launch, ServerProcess process) {
        this.url = url;
        this.api = api;
        this.launch = launch;
        this.process = process;
    }

    static ApiServer start(ApiServerCommand command) {
        Credentials credentials = command.credentials();
        SSLContext tls =
                Tls.context(credentials.admin(), credentials.authority().certificate());
        Path log = command.workspace().log(NAME);
        return FreePort.startOn(port -> start(command.listeningOn(port), log, port, tls));
    }

    private static ApiServer start(List<String> command, Path log, int port, SSLContext tls) {
        URI url = URI.create("https://127.0.0.1:" + port);
        RawApi api = new RawApi(url, tls);
        Supplier<ServerProcess> launch = () -> ServerProcess.start(command, log).awaitReady(() -> isReady(api));
        return new ApiServer(url, api, launch, launch.get());
    }

    private static boolean isReady(RawApi api) {
        try {
            return api.get("/readyz").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    URI url() {
        return url;
    }

    RawApi api() {
        return api;
    }

    void stop() {
        process.stop();
    }

    void startAgain() {
        process = launch.get();
    }

    @Override
    public void close() {
        api.close();
        process.close();
    }
}
