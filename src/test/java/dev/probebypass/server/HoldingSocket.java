package dev.probebypass.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A socket that can keep back what is written to it. */
final class HoldingSocket extends Socket {

    interface Action {
        void run() throws IOException;
    }

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean holding;

    HoldingSocket(int port) throws IOException {
        super(InetAddress.getLoopbackAddress(), port);
    }

    byte[] hold(Action action) throws IOException {
        holding = true;
        action.run();
        return held.toByteArray();
    }

    void sendNow(byte next) throws IOException {
        super.getOutputStream().write(next);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = super.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                (holding ? held : out).write(next);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                (holding ? held : out).write(bytes, offset, length);
            }
        };
    }
}
