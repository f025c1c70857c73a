package dev.probebypass.apiserver;

/** A while without an API server, which ends at the latest when the test does. */
final class Outage implements AutoCloseable {

    private final ControlPlane controlPlane;
    private boolean over;

    private Outage(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    static Outage of(ControlPlane controlPlane) {
        controlPlane.stopApiServer();
        return new Outage(controlPlane);
    }

    /** Brings the API server back. */
    void end() {
        if (!over) {
            over = true;
            controlPlane.startApiServer();
        }
    }

    @Override
    public void close() {
        end();
    }
}
