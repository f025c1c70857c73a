package dev.probebypass.e2e;

/** What an honest probe would find. The process always runs. */
enum Application {
    UP("up"),
    CLOSED("not listening");

    private final String text;

    Application(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
