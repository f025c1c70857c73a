package dev.probebypass.bypass;

import dev.probebypass.text.OutsideText;
import java.util.Arrays;
import java.util.List;

/**
 * Something that whoever creates a pod should know: what is wrong and what to do.
 *
 * @param subject what it is about: a port, an annotation, or the level {@code namespace} or {@code pod} of an option
 * @param arguments the rest of what its sentence needs, in order
 */
public record Advice(Code code, String subject, List<String> arguments) {

    /** More of a value than a sentence has room for. */
    private static final int LONGEST_VALUE = 1_024;

    /** What users wrote is shortened before sentences are made of it. */
    public Advice {
        subject = shown(subject);
        String[] shown = new String[arguments.size()];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = shown(arguments.get(i));
        }
        arguments = List.copyOf(Arrays.asList(shown));
    }

    private static String shown(String value) {
        return OutsideText.escape(value, LONGEST_VALUE);
    }

    static Advice of(Code code, String subject, String... arguments) {
        return new Advice(code, subject, List.of(arguments));
    }

    /** What there may be to say. */
    public enum Code {
        ENABLED_LABEL_IGNORED("label %2$s=%3$s of the %1$s is ignored: use true or false"),
        UNKNOWN_MESH(
                "annotation %2$s=%3$s of the %1$s is no mesh we know, so the pod is left as it is: use %4$s or none"),
        OPTION_IGNORED("annotation %2$s=%3$s of the %1$s is ignored: use %4$s"),
        UNKNOWN_KEY("%2$s %3$s of the %1$s is none that we know and is ignored: did you mean %4$s?"),
        MISPLACED_KEY("%2$s %3$s of the %1$s is ignored: it has to be %4$s"),
        PORT_SKIPPED(
                "\"%3$s\" in annotation %2$s of the %1$s is no port and is skipped: use numbers from 1 to 65535 with commas between them"),
        APPLICATION_PORT_SKIPPED(
                "\"%3$s\" in annotation %2$s of the %1$s is no port: use numbers, ranges such as 8000-8010, and names of container ports with commas between them"),
        APPLICATION_PORTS_UNREADABLE(
                "\"%3$s\" in annotation %2$s of the %1$s is no port of it, so all its probed ports stay in the mesh: use numbers, ranges such as 8000-8010, and names of its ports"),
        UNREADABLE_PORT_LIST(
                "annotation %1$s=%2$s is no list of ports: %3$s will reject the pod; use decimal numbers with commas between them"),
        FLAWED_PORT_LIST("\"%2$s\" in annotation %1$s %3$s"),
        LOST_MESH_WIDE_LIST(
                "%1$s replaces the mesh-wide list of %2$s, which can't be seen: name that list's ports in %3$s too, or they are lost"),
        AUDIT("audit: would %1$s"),
        UNRESOLVED_PORT_NAME(
                "%2$s calls port \"%1$s\", which is no port of that container: use the name or the number of one of its ports"),
        OTHER_HOST(
                "%2$s names a host, which %3$s keeps when it rewrites the probe, so that it calls the agent's port there: remove the host"),
        NOT_REWRITABLE("%2$s on port %1$s can't work: %3$s; use an exec probe, or switch rewriting off for this pod"),
        CAPTURED_ON_PURPOSE(
                "port %1$s (%2$s) stays in the mesh: an explicit list of included ports has it, and then excluding has no effect; take it off that list"),
        MESH_UNSEEN(
                "port %1$s (%2$s) is left for now, since the configuration of %3$s can't be seen: let the webhook read it, or set the mesh.%4$s values that probe-bypass check prints"),
        SERVICES_UNSEEN(
                "port %1$s (%2$s) stays in the mesh: %3$s, so it may be an application port. If only probes use it, name it in %4$s"),
        TOO_LATE_UNSEEN(
                "port %1$s (%2$s) can't bypass the sidecar any more: its redirection came while the configuration of %3$s could not be seen; let the webhook read it, and re-create the pod from its workload"),
        TOO_LATE(
                "port %1$s (%2$s) can't bypass the sidecar any more: the redirection is in the pod already; re-create the pod from its workload, and keep this webhook's name before the injector's"),
        SHARED_PORT_BYPASSED(
                "port %1$s (%2$s) bypasses the sidecar although it is an application port (%3$s): it takes plaintext from anyone, and in-mesh callers fail unless told not to use mTLS"),
        SHARED_PORT_LEFT(Code.SHARED_PORT + "Probe another port"),
        SHARED_PORT_REWRITABLE(Code.SHARED_PORT + "Probe another, or set %4$s to rewrite"),
        LIKELY_ROUTE_LEFT("port %1$s (%2$s) stays in the mesh: %3$s. If only probes use it, name it in %4$s"),
        LIKELY_ROUTE_BYPASSED(
                "port %1$s (%2$s) bypasses the sidecar although %3$s: then it takes plaintext from anyone, and in-mesh callers fail"),
        NEVER_BYPASSED("port %1$s in %2$s stays in the mesh: %3$s names it too, and never bypassing wins"),
        APPLICATION_PORT_NAMED(
                "port %1$s bypasses the sidecar because %2$s names it, although it is an application port (%3$s): in-mesh callers fail unless told not to use mTLS"),
        RECORDED_PORT(
                "port %1$s (%2$s) bypasses the sidecar, and %3$s of the pod has it, but it would stay in the mesh now: re-create the pod from its workload"),
        RESERVED_PORT("port %1$s in %2$s is skipped: it is the sidecar's own"),
        OUTBOUND_TOO_LATE(
                "port %1$s in %2$s can't bypass the sidecar any more: the redirection is in the pod already; re-create the pod from its workload"),
        HOOK_CAPTURED(Code.HOOK + "use an exec hook"),
        HOOK_BYPASSABLE(Code.HOOK + "if only hooks and probes use that port, name it in %4$s");

        private static final String SHARED_PORT =
                "port %1$s (%2$s) stays in the mesh, where probes fail or lie under strict mTLS: it is an application"
                        + " port (%3$s). ";
        private static final String HOOK =
                "the %2$s hook of container %3$s calls port %1$s, where the sidecar answers instead of the container: ";

        private final String format;

        Code(String format) {
            this.format = format;
        }

        /** The sentence for {@link String#format}: the subject, then the arguments. */
        String format() {
            return format;
        }
    }
}
