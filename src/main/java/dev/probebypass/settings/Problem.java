package dev.probebypass.settings;

/**
 * Something wrong with what an operator said.
 *
 * @param said the flag or variable with its value
 * @param advice what to do, without a capital or a full stop
 */
public record Problem(String said, String advice) {

    @Override
    public String toString() {
        return said + ": " + advice;
    }
}
