package dev.probebypass.bypass;

import dev.probebypass.text.OutsideText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Something that whoever creates a pod should know: what is wrong and what to do.
 *
 * @param subject what it is about: a port, an annotation, or the level {@code namespace} or {@code pod} of an option
 * @param arguments the rest of what its sentence needs, in order
 * @param cure a sentence of our own, without the last full stop, that says what to do about it here; empty where the code's
 *     sentence says it for all
 */
public record Advice(Code code, String subject, List<String> arguments, Optional<String> cure) {

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

    /** Advice whose code says what to do. */
    public static Advice of(Code code, String subject, String... arguments) {
        return new Advice(code, subject, List.of(arguments), Optional.empty());
    }

    static Advice withCure(String cure, Code code, String subject, String... arguments) {
        return new Advice(code, subject, List.of(arguments), Optional.of(cure));
    }

    /** What there may be to say. */
    public enum Code {
        ENABLED_LABEL_IGNORED(1, "label %2$s=%3$s of the %1$s is ignored: use true or false"),
        UNKNOWN_MESH(
                2,
                "annotation %2$s=%3$s of the %1$s is no mesh we know, so the pod is left as it is: use %4$s or none"),
        OPTION_IGNORED(3, "annotation %2$s=%3$s of the %1$s is ignored: use %4$s"),
        UNKNOWN_KEY(4, "%2$s %3$s of the %1$s is none that we know and is ignored: did you mean %4$s?"),
        MISPLACED_KEY(5, "%2$s %3$s of the %1$s is ignored: it has to be %4$s"),
        PORT_SKIPPED(
                6,
                "\"%3$s\" in annotation %2$s of the %1$s is no port and is skipped: use numbers from 1 to 65535 with commas between them"),
        APPLICATION_PORT_SKIPPED(
                7,
                "\"%3$s\" in annotation %2$s of the %1$s is no port: use numbers, ranges such as 8000-8010, and names of container ports with commas between them"),
        APPLICATION_PORTS_UNREADABLE(
                8,
                "\"%3$s\" in annotation %2$s of the %1$s is no port of it, so all its probed ports stay in the mesh: use numbers, ranges such as 8000-8010, and names of its ports"),
        UNREADABLE_PORT_LIST(
                9,
                "annotation %1$s=%2$s is no list of ports: %3$s will reject the pod; use decimal numbers with commas between them"),
        FLAWED_PORT_LIST(10, "\"%2$s\" in annotation %1$s %3$s"),
        LOST_MESH_WIDE_LIST(
                11,
                "%1$s replaces the mesh-wide list of %2$s, which can't be seen: name that list's ports in %3$s too, or they are lost"),
        AUDIT(33, "audit: would %1$s"),
        UNRESOLVED_PORT_NAME(
                20,
                "%2$s calls port \"%1$s\", which is no port of that container: use the name or the number of one of its ports"),
        OTHER_HOST(
                21,
                "%2$s names a host, which %3$s keeps when it rewrites the call, so that it calls the agent's port there: remove the host"),
        NOT_REWRITABLE(22, "%2$s on port %1$s can't work: %3$s; use exec, or switch rewriting off for this pod"),
        CAPTURED_ON_PURPOSE(
                23,
                "port %1$s (%2$s) stays in the mesh%3$s: an explicit list of included ports has it, and then excluding has no effect; take it off that list"),
        MESH_UNSEEN(
                24,
                "port %1$s (%2$s) is left for now, since the configuration of %3$s can't be seen: let the webhook read it, or set the mesh.%4$s values that probe-bypass check prints"),
        SERVICES_UNSEEN(18, "port %1$s (%2$s) is left and %4$s, as %3$s"),
        TOO_LATE_UNSEEN(
                25,
                "port %1$s (%2$s) stays in the mesh%4$s: its redirection came while %3$s could not be seen; let the webhook read its configuration, and re-create the pod"),
        TOO_LATE(
                26,
                "port %1$s (%2$s) stays in the mesh%3$s: its redirection is in the pod already; re-create the pod, and keep this webhook's name before the injector's"),
        SHARED_PORT_BYPASSED(
                13,
                "port %1$s (%2$s) bypasses the sidecar although it is an application port (%3$s): it takes plaintext from anyone, and in-mesh callers fail unless told not to use mTLS"),
        SHARED_PORT_LEFT(12, "port %1$s (%2$s) is left and %4$s: it is an application port (%3$s)"),
        SHARED_PORT_SCRAPED(60, "port %1$s (%2$s) is left and %4$s: only Prometheus seems to call it (%3$s)"),
        SHARED_PORT_OF_API_SERVER(61, "port %1$s (%2$s) is left and %4$s: the API server calls it (%3$s)"),
        LIKELY_ROUTE_LEFT(14, "port %1$s (%2$s) is left and %4$s: %3$s"),
        LIKELY_ROUTE_BYPASSED(
                15,
                "port %1$s (%2$s) bypasses the sidecar although %3$s: then it takes plaintext from anyone, and in-mesh callers fail"),
        NEVER_BYPASSED(17, "port %1$s in %2$s stays in the mesh: %3$s names it too, and never bypassing wins"),
        APPLICATION_PORT_NAMED(
                16,
                "port %1$s bypasses the sidecar because %2$s names it, although it is an application port (%3$s): in-mesh callers fail unless told not to use mTLS"),
        RECORDED_PORT(
                28,
                "port %1$s (%2$s) bypasses the sidecar, and %3$s of the pod has it, but it would stay in the mesh now: re-create the pod from its workload"),
        RESERVED_PORT(29, "port %1$s in %2$s is skipped: it is the sidecar's own"),
        OUTBOUND_TOO_LATE(
                27,
                "port %1$s in %2$s can't bypass the sidecar any more: the redirection is in the pod already; re-create the pod from its workload"),
        HOOK_CAPTURED(
                30, "the %2$s hook of container %3$s calls port %1$s, where the sidecar answers instead, and %4$s"),
        NOT_PATCHED(32, "the pod is created without its bypass: %1$s"),
        GUARDED_PORT_LEFT(40, "port %1$s (%2$s) is left and %5$s: %3$s %4$s"),
        GUARD_VOIDED(
                41,
                "port %1$s bypasses the sidecar because %2$s names it, although %3$s %4$s: that does not hold for it any more"),
        NO_SERVICE_LEFT(
                50,
                "port %1$s (%2$s) stays in the mesh, where %4$s: nothing is known to lead to the pod. If only probes call it, name it in %3$s"),
        OPEN_SERVICE(
                51,
                "port %1$s (%2$s) bypasses the sidecar, but headless %3$s has no ports, so its callers may call any: if they call this one, name it in %4$s");

        private final String id;
        private final String format;

        Code(int number, String format) {
            this.id = "PB%03d".formatted(number);
            this.format = format;
        }

        /** What people look it up by, such as {@code PB012}: it has a section of the page of warnings, and never changes. */
        public String id() {
            return id;
        }

        /** The sentence for {@link String#format}, without the id: the subject, then the arguments. */
        String format() {
            return format;
        }
    }
}
