package dev.probebypass.admission;

/** A clock that only goes forward, for measuring how long something takes. Its readings count nanoseconds from no particular time. */
@FunctionalInterface
public interface Ticker {

    /** The JVM's. */
    Ticker SYSTEM = System::nanoTime;

    /** A reading. Only the difference of two of them means something. */
    long read();
}
