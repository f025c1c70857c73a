package dev.probebypass.pod;

/** The port of a probe or of a Service, as written: a number, or the name of a container's port. */
public sealed interface PortReference {

    /**
     * A port by its number.
     *
     * @param port from 1 to 65535
     */
    record Numbered(int port) implements PortReference {
        @Override
        public String toString() {
            return Integer.toString(port);
        }
    }

    /** Nothing, which no port has for its name. */
    enum Absent implements PortReference {
        ABSENT;

        @Override
        public String toString() {
            return "";
        }
    }

    /**
     * A port by its name. Whatever is no port number counts as a name that no port has.
     *
     * @param name as written
     */
    record Named(String name) implements PortReference {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The reference that a text makes: a name where there is one. */
    static PortReference of(String text) {
        return text.isEmpty() ? Absent.ABSENT : new Named(text);
    }

    /** The reference that a number makes: a port where it is one, otherwise a name that nothing has. */
    static PortReference of(long number) {
        return isPort(number) ? new Numbered((int) number) : new Named(Long.toString(number));
    }

    /** Whether a connection can be made to that number. */
    static boolean isPort(long number) {
        return number >= 1 && number <= 65535;
    }
}
