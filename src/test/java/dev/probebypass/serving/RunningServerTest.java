package dev.probebypass.serving;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probebypass.operator.ServerArguments;
import dev.probebypass.server.CannotListenException;
import dev.probebypass.settings.ServeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningServerTest {

    private static final ProgramContext PROGRAM =
            new ProgramContext("1.2.3", Map.of(), arguments -> new ServerArguments.Unknown());

    @Test
    void closesWhatItOpenedWhenItCanNotListen() throws Exception {
        int free = freePort();
        try (ServerSocket taken = listen(0)) {
            ServeSettings settings =
                    LocalSettings.of(Map.of("--port", "" + taken.getLocalPort(), "--management-port", "" + free));

            assertThatThrownBy(() -> RunningServer.start(settings, PROGRAM).close())
                    .isInstanceOf(CannotListenException.class);
        }

        assertThatNoException().isThrownBy(() -> listen(free).close());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = listen(0)) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
