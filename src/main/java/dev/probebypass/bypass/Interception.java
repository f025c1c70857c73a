package dev.probebypass.bypass;

import dev.probebypass.mesh.MutualTls;
import dev.probebypass.pod.Handler;

/** What becomes of calls of the kubelet, probes' or hooks', that go to the sidecar as they are. */
enum Interception {
    /** They reach the container. */
    WORK("works"),
    /** The sidecar refuses them. */
    FAIL("fails"),
    /** The same under strict mTLS, which may be in force. */
    FAIL_IF_STRICT("fails under strict mTLS"),
    /** The sidecar accepts them, whether the container listens or not. */
    LIE("can't fail"),
    /** It refuses some, and accepts the others so. */
    FAIL_OR_LIE("fails or lies"),
    /** The same where strict mTLS is in force. */
    FAIL_OR_LIE_IF_STRICT("fails or lies under strict mTLS");

    private final String verb;
    private final String probe;
    private final String hook;

    Interception(String verb) {
        this.verb = verb;
        this.probe = "the probe " + verb;
        this.hook = "the hook " + verb;
    }

    /**
     * What becomes of one call.
     *
     * @param isRefused whether a policy refuses it, whatever the mode
     */
    static Interception of(Handler handler, MutualTls mode, boolean isRefused) {
        if (handler == Handler.TCP_SOCKET) {
            return LIE;
        }
        return isRefused
                ? FAIL
                : switch (mode) {
                    case STRICT -> FAIL;
                    case UNSEEN -> FAIL_IF_STRICT;
                    case PERMISSIVE, DISABLE -> WORK;
                };
    }

    /** What becomes of these calls and one more, the ones that work aside. */
    Interception and(Interception one) {
        if (one == WORK || one == this) {
            return this;
        }
        return switch (this) {
            case WORK -> one;
            case FAIL -> one == LIE ? FAIL_OR_LIE : FAIL;
            case FAIL_IF_STRICT -> one == LIE ? FAIL_OR_LIE_IF_STRICT : FAIL;
            case LIE -> one == FAIL ? FAIL_OR_LIE : FAIL_OR_LIE_IF_STRICT;
            case FAIL_OR_LIE -> FAIL_OR_LIE;
            case FAIL_OR_LIE_IF_STRICT -> one == FAIL ? FAIL_OR_LIE : FAIL_OR_LIE_IF_STRICT;
        };
    }

    /** The same of a probe: {@code the probe fails}. */
    String ofProbe() {
        return probe;
    }

    /** The same of a hook: {@code the hook fails}. */
    String ofHook() {
        return hook;
    }

    /** The verb for it, with what belongs to it. */
    String verb() {
        return verb;
    }
}
