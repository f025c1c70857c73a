package dev.probebypass.operator;

/** A task of the leader's: keeps one thing in the cluster as it should be. One that also implements JOSDK's Reconciler is called for events too. */
interface LeaderTask {

    /**
     * Looks at everything anew, though nothing happened: when this replica begins to lead, and every minute. Must not throw; a
     * failure goes to a {@link OngoingFailure}.
     */
    default void resync() {}
}
