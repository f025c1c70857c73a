package dev.probebypass.cli;

/** What the process says when it ends. */
final class ExitCodes {

    static final int OK = 0;

    /** Something went wrong that the user could not have avoided by saying something else. */
    static final int FAILED = 1;

    /** What the user said, or the input, can't be read. */
    static final int WRONG_INPUT = 2;

    /** Something holds that the user has asked to fail on. */
    static final int CONDITION_HELD = 3;

    private ExitCodes() {}
}
