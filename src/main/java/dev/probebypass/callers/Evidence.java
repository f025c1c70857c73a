package dev.probebypass.callers;

/** Who calls a port that routes lead to, as far as all of them tell. */
public sealed interface Evidence {

    /** Nobody knows. */
    enum Unknown implements Evidence {
        UNKNOWN
    }

    /** Each way there looks like Prometheus's. */
    enum Scraping implements Evidence {
        SCRAPING
    }

    /**
     * The API server calls it, and nobody else but Prometheus seems to.
     *
     * @param object what has it called, such as {@code validating webhook rules}
     */
    record ApiServer(String object) implements Evidence {}
}
