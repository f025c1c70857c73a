package dev.probebypass.apiserver;

import java.util.Map;

/** What admission made of a pod that was not stored, and what the audit log noted of the webhooks it asked. */
record DryRun(RawApi.Reply reply, Map<String, String> auditAnnotations) {

    private static final String WEBHOOK = "mutation.webhook.admission.k8s.io/";
    private static final String FAILED_OPEN = "failed-open." + WEBHOOK;

    /** Whether the webhook was called and gave an answer. */
    boolean answeredBy(Registration registration) {
        return askedOf(registration) && !failedOpenFor(registration);
    }

    /** Whether the webhook was called, gave no answer, and the pod went on without. */
    boolean failedOpenFor(Registration registration) {
        return auditAnnotations.entrySet().stream()
                .anyMatch(note -> note.getKey().startsWith(FAILED_OPEN)
                        && note.getValue().equals(registration.webhook().getName()));
    }

    private boolean askedOf(Registration registration) {
        return auditAnnotations.entrySet().stream()
                .filter(note -> note.getKey().startsWith(WEBHOOK))
                .map(note -> Json.parse(note.getValue()).path("configuration").asText())
                .anyMatch(registration.name()::equals);
    }
}
