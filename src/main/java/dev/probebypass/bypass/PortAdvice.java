package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.bypass.PortDecision.Subject;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.MutualTls;
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
record PortAdvice(AdviceCollector advice, Attachment attachment, ApplicationPorts applicationPorts, Guards guards) {

    private record Said(Reason reason, String port) {}

    void about(List<PortDecision> rows) {
        Set<Said> said = Set.of();
        for (int i = 0; i < rows.size(); i++) {
            PortDecision row = rows.get(i);
            Optional<Code> code = code(row);
            if (code.isPresent()) {
                said = said.isEmpty() ? new HashSet<>() : said;
                if (said.add(new Said(row.reason(), row.portText()))) {
                    add(code.get(), row, rows, said.size());
                }
            }
        }
    }

    /** Of those that come too late for a sentence nobody needs more than the code; to say what to do takes time. */
    private void add(Code code, PortDecision row, List<PortDecision> rows, int place) {
        if (place > AdviceText.MOST) {
            advice.add(code, row.portText(), who(row));
        } else {
            add(code, row, rows);
        }
    }

    private Optional<Code> code(PortDecision row) {
        return switch (row.reason()) {
            case HANDLED_BY_MESH -> Optional.empty();
            case NO_SERVICE, PROBE_PORT -> withoutTraffic(row);
            case GUARDED_BY_POLICY -> left(row, Code.GUARDED_PORT_LEFT);
            case LIKELY_APPLICATION_PORT ->
                row.bypasses() ? priced(row, Code.LIKELY_ROUTE_BYPASSED) : left(row, Code.LIKELY_ROUTE_LEFT);
            case ALREADY_BYPASSED -> isRecorded(row) ? Optional.of(Code.RECORDED_PORT) : Optional.empty();
            case OTHER_HOST -> isHostKept(row) ? Optional.of(Code.OTHER_HOST) : Optional.empty();
            case UNRESOLVED_PORT_NAME -> Optional.of(Code.UNRESOLVED_PORT_NAME);
            case NOT_REWRITABLE -> Optional.of(Code.NOT_REWRITABLE);
            case CAPTURED_ON_PURPOSE -> left(row, Code.CAPTURED_ON_PURPOSE);
            case APPLICATION_PORT -> applicationPort(row);
            case SERVICES_UNSEEN ->
                row.bypasses() ? priced(row, Code.SHARED_PORT_BYPASSED) : left(row, Code.SERVICES_UNSEEN);
            case MESH_UNSEEN -> left(row, Code.MESH_UNSEEN);
            case TOO_LATE -> left(row, attachment.isUnseen() ? Code.TOO_LATE_UNSEEN : Code.TOO_LATE);
            case NAMED_BY_USER -> named(row);
            case RESERVED_BY_MESH ->
                row.subject() instanceof Subject.Named ? Optional.of(Code.RESERVED_PORT) : Optional.empty();
        };
    }

    /** Of a port to which nothing leads. */
    private Optional<Code> withoutTraffic(PortDecision row) {
        if (!row.bypasses()) {
            return left(row, Code.NO_SERVICE_LEFT);
        }
        if (applicationPorts.isNearOnly(number(row))) {
            return priced(row, Code.LIKELY_ROUTE_BYPASSED);
        }
        return applicationPorts.routes().open().isPresent() ? priced(row, Code.OPEN_SERVICE) : Optional.empty();
    }

    private static int number(PortDecision row) {
        return row.port().orElse(0);
    }

    /** A port that stays in the mesh is worth a word where a probe of it does not work, or the user wanted it out. */
    private Optional<Code> left(PortDecision row, Code code) {
        boolean isWanted = applicationPorts.options().inboundPorts().contains(number(row));
        return isWanted || ProbeFates.of(guards, row) != Interception.WORK ? Optional.of(code) : Optional.empty();
    }

    /** A port that bypasses the sidecar costs its callers of the mesh nothing where they use no mTLS. */
    private Optional<Code> priced(PortDecision row, Code code) {
        return guards.mutualTls(number(row)) == MutualTls.DISABLE ? Optional.empty() : Optional.of(code);
    }

    private Optional<Code> named(PortDecision row) {
        if (guards.of(number(row)).isPresent()) {
            return Optional.of(Code.GUARD_VOIDED);
        }
        return application(row);
    }

    private Optional<Code> application(PortDecision row) {
        return applicationPorts.has(number(row)) ? priced(row, Code.APPLICATION_PORT_NAMED) : Optional.empty();
    }

    private Optional<Code> applicationPort(PortDecision row) {
        if (row.bypasses()) {
            return priced(row, Code.SHARED_PORT_BYPASSED);
        }
        if (row.subject() instanceof Subject.Named) {
            return Optional.of(Code.NEVER_BYPASSED);
        }
        return applicationPorts.isDecided(number(row)) ? Optional.empty() : left(row, Code.SHARED_PORT_LEFT);
    }

    private boolean isRecorded(PortDecision row) {
        return guards.record().isFinal() && guards.record().holds(number(row));
    }

    /** The mesh calls the host with its own port. */
    private boolean isHostKept(PortDecision row) {
        return attachment.probeRewriting() == Rewriting.ON
                && row.subject() instanceof Subject.Called called
                && called.call().handler() == Handler.HTTP_GET;
    }

    private void add(Code code, PortDecision row, List<PortDecision> rows) {
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
            case TOO_LATE_UNSEEN ->
                advice.add(code, port, who(row), attachment.configurationName(), ProbeFates.where(guards, row, rows));
            case TOO_LATE, CAPTURED_ON_PURPOSE -> advice.add(code, port, who(row), ProbeFates.where(guards, row, rows));
            case LIKELY_ROUTE_LEFT ->
                advice.add(Advice.withCure(
                        ifOnlyProbes(row), code, port, who(row), source(row), ProbeFates.verb(guards, row, rows)));
            case SHARED_PORT_BYPASSED, LIKELY_ROUTE_BYPASSED -> advice.add(code, port, who(row), source(row));
            case SHARED_PORT_LEFT -> {
                Cure cure = cures().of(row, rows);
                String source = cure.caller().map(caller -> caller + ", ").orElse("") + source(row);
                advice.add(Advice.withCure(
                        cure.text(), cure.code(), port, who(row), source, ProbeFates.verb(guards, row, rows)));
            }
            case SERVICES_UNSEEN ->
                advice.add(Advice.withCure(
                        ifOnlyProbes(row),
                        code,
                        port,
                        who(row),
                        applicationPorts.whyUnseen(),
                        ProbeFates.verb(guards, row, rows)));
            case NO_SERVICE_LEFT ->
                advice.add(code, port, who(row), AnnotationKeys.INBOUND_PORTS, ProbeFates.describe(guards, row, rows));
            case OPEN_SERVICE -> advice.add(code, port, who(row), openSource(), AnnotationKeys.APPLICATION_PORTS);
            case GUARDED_PORT_LEFT ->
                guards.of(number(row))
                        .ifPresent(guard -> advice.add(Advice.withCure(
                                cureOfGuarded(),
                                code,
                                port,
                                who(row),
                                guard.describe(),
                                guard.deed(),
                                ProbeFates.verb(guards, row, rows))));
            case GUARD_VOIDED -> voided(row);
            case NEVER_BYPASSED ->
                advice.add(code, port, AnnotationKeys.INBOUND_PORTS, AnnotationKeys.APPLICATION_PORTS);
            case RECORDED_PORT -> advice.add(code, port, who(row), AnnotationKeys.BYPASSED_PORTS);
            case APPLICATION_PORT_NAMED -> advice.add(code, port, AnnotationKeys.INBOUND_PORTS, source(row));
            default -> advice.add(code, port, who(row));
        }
    }

    /** A policy that does not hold any more, and application traffic beside it. */
    private void voided(PortDecision row) {
        guards.of(number(row))
                .ifPresent(guard -> advice.add(
                        Code.GUARD_VOIDED,
                        row.portText(),
                        AnnotationKeys.INBOUND_PORTS,
                        guard.describe(),
                        guard.deed()));
        application(row).ifPresent(code -> add(code, row, List.of()));
    }

    private Cures cures() {
        return new Cures(attachment.beforeInjection(), applicationPorts, guards);
    }

    private String ifOnlyProbes(PortDecision row) {
        return "If only probes use the port, put " + cures().inboundPorts(number(row));
    }

    /** What to do about a port that a policy keeps in the mesh. */
    private String cureOfGuarded() {
        return (cures().canRewrite() ? "Set " + AnnotationKeys.SHARED_PORTS + " to rewrite" : "Probe another port")
                + ", or override by "
                + AnnotationKeys.INBOUND_PORTS;
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
