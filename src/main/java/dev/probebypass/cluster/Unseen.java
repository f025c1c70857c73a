package dev.probebypass.cluster;

/** Why it can't be told which ports of a namespace's pods carry application traffic: then each of them may. */
public enum Unseen {
    SERVICES_UNREADABLE("the webhook can't read Services"),
    SERVICES_TOO_LARGE("this namespace's Services are too large to be kept"),
    NAMESPACE_TOO_LARGE("this Namespace's labels are too large to be kept"),
    POLICIES_TOO_LARGE("policies for this namespace are too large to be kept");

    private final String explanation;

    Unseen(String explanation) {
        this.explanation = explanation;
    }

    /** One sentence, without a capital or a full stop. */
    public String explanation() {
        return explanation;
    }
}
