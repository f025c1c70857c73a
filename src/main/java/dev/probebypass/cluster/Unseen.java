package dev.probebypass.cluster;

/** Why it can't be told which ports of a namespace's pods carry application traffic: then each of them may. */
public enum Unseen {
    SERVICES_TOO_LARGE("this namespace's Services are more than the webhook keeps"),
    NAMESPACE_TOO_LARGE("this Namespace's labels and annotations are more than the webhook keeps");

    private final String explanation;

    Unseen(String explanation) {
        this.explanation = explanation;
    }

    /** One sentence, without a capital or a full stop. */
    public String explanation() {
        return explanation;
    }
}
