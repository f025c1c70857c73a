package dev.probebypass.check;

/** Thrown when a workload that was asked for can't be had. The message says why, without a capital or a full stop. */
public final class UnknownWorkloadException extends Exception {

    UnknownWorkloadException(String message) {
        super(message, null, false, false);
    }
}
