package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.bypass.PortDecision.Subject;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.Rewriting;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.pod.Handler;
import dev.probebypass.routes.Route;
import dev.probebypass.text.OutsideText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The advice on the decisions about a pod's ports: one for each reason and port. A pod that is asked about again once it has
 * its sidecar gets the same.
 */
record PortAdvice(
        AdviceCollector advice, Attachment attachment, ApplicationPorts applicationPorts, BypassRecord record) {

    private record Said(Reason reason, String port) {}

    void about(List<PortDecision> rows) {
        Set<Said> said = Set.of();
        for (int i = 0; i < rows.size(); i++) {
            PortDecision row = rows.get(i);
            Optional<Code> code = code(row);
            if (code.isPresent()) {
                said = said.isEmpty() ? new HashSet<>() : said;
                if (said.add(new Said(row.reason(), row.portText()))) {
                    add(code.get(), row);
                }
            }
        }
    }

    private Optional<Code> code(PortDecision row) {
        return switch (row.reason()) {
            case HANDLED_BY_MESH -> Optional.empty();
            case NO_SERVICE, PROBE_PORT -> withoutTraffic(row);
            case LIKELY_APPLICATION_PORT -> Optional.of(likely(row));
            case ALREADY_BYPASSED -> isRecorded(row) ? Optional.of(Code.RECORDED_PORT) : Optional.empty();
            case OTHER_HOST -> isHostKept(row) ? Optional.of(Code.OTHER_HOST) : Optional.empty();
            case UNRESOLVED_PORT_NAME -> Optional.of(Code.UNRESOLVED_PORT_NAME);
            case NOT_REWRITABLE -> Optional.of(Code.NOT_REWRITABLE);
            case CAPTURED_ON_PURPOSE -> Optional.of(Code.CAPTURED_ON_PURPOSE);
            case APPLICATION_PORT -> Optional.of(applicationPort(row));
            case SERVICES_UNSEEN -> Optional.of(row.bypasses() ? Code.SHARED_PORT_BYPASSED : Code.SERVICES_UNSEEN);
            case MESH_UNSEEN -> Optional.of(Code.MESH_UNSEEN);
            case TOO_LATE -> Optional.of(attachment.isUnseen() ? Code.TOO_LATE_UNSEEN : Code.TOO_LATE);
            case NAMED_BY_USER ->
                applicationPorts.has(row.port().orElse(0))
                        ? Optional.of(Code.APPLICATION_PORT_NAMED)
                        : Optional.empty();
            case RESERVED_BY_MESH ->
                row.subject() instanceof Subject.Named ? Optional.of(Code.RESERVED_PORT) : Optional.empty();
        };
    }

    /** Of a port to which nothing leads. */
    private Optional<Code> withoutTraffic(PortDecision row) {
        if (!row.bypasses()) {
            return Optional.of(Code.NO_SERVICE_LEFT);
        }
        if (applicationPorts.isNearOnly(row.port().orElse(0))) {
            return Optional.of(Code.LIKELY_ROUTE_BYPASSED);
        }
        return applicationPorts.routes().open().isPresent() ? Optional.of(Code.OPEN_SERVICE) : Optional.empty();
    }

    private boolean isRecorded(PortDecision row) {
        return record.isFinal() && record.holds(row.port().orElse(0));
    }

    /** The mesh calls the host with its own port. */
    private boolean isHostKept(PortDecision row) {
        return attachment.probeRewriting() == Rewriting.ON
                && row.subject() instanceof Subject.Called called
                && called.call().handler() == Handler.HTTP_GET;
    }

    private static Code likely(PortDecision row) {
        return row.bypasses() ? Code.LIKELY_ROUTE_BYPASSED : Code.LIKELY_ROUTE_LEFT;
    }

    private Code applicationPort(PortDecision row) {
        if (row.bypasses()) {
            return Code.SHARED_PORT_BYPASSED;
        }
        if (row.subject() instanceof Subject.Named) {
            return Code.NEVER_BYPASSED;
        }
        return Code.SHARED_PORT_LEFT;
    }

    private void add(Code code, PortDecision row) {
        String port = row.portText();
        switch (code) {
            case OTHER_HOST ->
                advice.add(code, port, who(row), attachment.mesh().displayName());
            case NOT_REWRITABLE -> advice.add(code, port, who(row), attachment.whyNotRewritable());
            case MESH_UNSEEN ->
                advice.add(
                        code,
                        port,
                        who(row),
                        attachment.configurationName(),
                        attachment.mesh().name());
            case TOO_LATE_UNSEEN -> advice.add(code, port, who(row), attachment.configurationName());
            case LIKELY_ROUTE_LEFT -> advice.add(code, port, who(row), source(row), AnnotationKeys.INBOUND_PORTS);
            case SHARED_PORT_BYPASSED, LIKELY_ROUTE_BYPASSED -> advice.add(code, port, who(row), source(row));
            case SHARED_PORT_LEFT -> advice.add(Advice.withCure(cure(), code, port, who(row), source(row)));
            case SERVICES_UNSEEN ->
                advice.add(code, port, who(row), applicationPorts.whyUnseen(), AnnotationKeys.INBOUND_PORTS);
            case NO_SERVICE_LEFT -> advice.add(code, port, who(row), AnnotationKeys.INBOUND_PORTS);
            case OPEN_SERVICE -> advice.add(code, port, who(row), openSource(), AnnotationKeys.APPLICATION_PORTS);
            case NEVER_BYPASSED ->
                advice.add(code, port, AnnotationKeys.INBOUND_PORTS, AnnotationKeys.APPLICATION_PORTS);
            case RECORDED_PORT -> advice.add(code, port, who(row), AnnotationKeys.BYPASSED_PORTS);
            case APPLICATION_PORT_NAMED -> advice.add(code, port, AnnotationKeys.INBOUND_PORTS, source(row));
            default -> advice.add(code, port, who(row));
        }
    }

    /** What to do about a port that its callers keep in the mesh. */
    private String cure() {
        boolean canRewrite = applicationPorts.options().sharedPorts() == Options.SharedPorts.LEAVE
                && attachment.beforeInjection().rewriting().isPresent();
        return canRewrite
                ? "Probe another, or set " + AnnotationKeys.SHARED_PORTS + " to rewrite"
                : "Probe another port";
    }

    private String source(PortDecision row) {
        return applicationPorts.source(row.port().orElse(0));
    }

    private String openSource() {
        return applicationPorts.routes().open().map(Route::describe).orElse("");
    }

    private static String who(PortDecision row) {
        return switch (row.subject()) {
            case Subject.Named _ -> AnnotationKeys.INBOUND_PORTS;
            case Subject.Called called ->
                "%s of container %s"
                        .formatted(
                                called.title(),
                                OutsideText.name(called.container().orElse("")));
        };
    }
}
