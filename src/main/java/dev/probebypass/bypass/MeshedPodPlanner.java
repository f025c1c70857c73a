package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.bypass.PortPolicy.HookPorts;
import dev.probebypass.bypass.PortPolicy.NearServices;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.ExclusionList;
import dev.probebypass.mesh.PortList;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.names.KubernetesKeys;
import dev.probebypass.pod.Pod;
import dev.probebypass.routes.Route;
import dev.probebypass.routes.Routes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the plan for a pod that a mesh takes. */
final class MeshedPodPlanner {

    private final Options options;
    private final AdviceCollector advice;
    private final Attachment attachment;
    private final Snapshot snapshot;

    MeshedPodPlanner(Options options, AdviceCollector advice, Attachment attachment, Snapshot snapshot) {
        this.options = options;
        this.advice = advice;
        this.attachment = attachment;
        this.snapshot = snapshot;
    }

    /** What was decided about a pod's ports. */
    private record Decisions(Attachment attachment, PortDecisions ports, List<OutboundDecision> outbound) {}

    Plan plan(Pod pod) {
        List<Attachment.Unreadable> unreadable = attachment.unreadable();
        if (!unreadable.isEmpty()) {
            return unreadable(unreadable);
        }
        Routes routes = routes(pod);
        return ports(new ApplicationPorts(named(pod), routes, snapshot.unseen(), options), guards(pod, routes));
    }

    /** What the plan rests on. */
    PodSurroundings surroundings(Pod pod) {
        Routes routes = routes(pod);
        Guards guards = guards(pod, routes);
        PortList named = options.inboundPorts();
        return new PodSurroundings(
                List.of(
                        attachment.inboundExclusion().annotation(),
                        attachment.outboundExclusion().annotation()),
                IntStream.concat(
                                Arrays.stream(pod.calledPorts()),
                                IntStream.range(0, named.size()).map(named::get))
                        .sorted()
                        .distinct()
                        .mapToObj(port -> new PodSurroundings.Port(
                                port, ways(routes, port), guards.of(port), guards.mutualTls(port)))
                        .toList());
    }

    /** Those to any port lead to this one too. */
    private static List<Route> ways(Routes routes, int port) {
        return Stream.concat(routes.to(port).stream(), routes.open().stream()).toList();
    }

    private Routes routes(Pod pod) {
        boolean near = options.policy().nearServices() != NearServices.IGNORE;
        return snapshot.routes().into(pod, alsoAsked(), attachment::owns, near);
    }

    private Guards guards(Pod pod, Routes routes) {
        return new Guards(
                pod,
                snapshot.policies(attachment.mesh()),
                attachment,
                BypassRecord.of(pod, attachment),
                new PodCallers(pod, snapshot, routes));
    }

    /** Ports of which it is said whether they carry traffic, though nothing calls them. */
    private IntPredicate alsoAsked() {
        PortList named = options.inboundPorts();
        return named.isEmpty() ? _ -> false : named::contains;
    }

    /** What the pod's author wanted to protect is not known where a name says nothing: then all ports are protected. */
    private PortSet.Resolved named(Pod pod) {
        PortSet.Resolved named = options.applicationPorts().in(pod, attachment::owns);
        if (options.applicationPorts().level() != PortSet.Level.POD
                || named.missing().isEmpty()) {
            return named;
        }
        for (String name : named.missing()) {
            advice.add(Code.APPLICATION_PORTS_UNREADABLE, "pod", AnnotationKeys.APPLICATION_PORTS, name);
        }
        return PortSet.ALL.in(pod, attachment::owns);
    }

    private Plan unreadable(List<Attachment.Unreadable> unreadable) {
        for (Attachment.Unreadable list : unreadable) {
            advice.add(
                    Code.UNREADABLE_PORT_LIST,
                    list.annotation(),
                    list.value(),
                    attachment.mesh().displayName());
        }
        return plan(Optional.of(PodReason.UNREADABLE_PORT_LIST), List.of(), List.of(), Map.of(), List.of());
    }

    private Plan ports(ApplicationPorts application, Guards guards) {
        AnnotationChanges changes = new AnnotationChanges();
        Decisions decisions = decide(attachment, application, guards);
        Optional<Attachment.ProbeRewriting> rewriting = rewriting(decisions.ports());
        if (rewriting.isPresent()) {
            changes.set(rewriting.get().annotation(), rewriting.get().value());
            decisions = decide(rewriting.get().result(), application, guards);
        }
        carryOut(decisions, application, guards, changes);
        if (decisions.ports().rows().isEmpty() && options.outboundPorts().isEmpty()) {
            // What a copied record left in the list still goes: it would open a port for nothing.
            return plan(Optional.of(PodReason.NO_PROBE_PORTS), List.of(), List.of(), changes.byKey(), List.of());
        }
        flaw(attachment.inboundExclusion(), changes);
        flaw(attachment.outboundExclusion(), changes);
        return plan(
                Optional.empty(),
                decisions.ports().rows(),
                decisions.outbound(),
                changes.byKey(),
                notes(guards.pod(), decisions.ports()));
    }

    private static List<Note> notes(Pod pod, PortDecisions decisions) {
        if (pod.annotations().get(KubernetesKeys.SCRAPE).isEmpty()) {
            return List.of();
        }
        List<Note> notes = new ArrayList<>();
        PortList bypassed = decisions.bypassed();
        for (int i = 0; i < bypassed.size(); i++) {
            if (Scraping.isPlain(pod, bypassed.get(i))) {
                notes.add(new Note(
                        Note.Code.SCRAPED_IN_PLAINTEXT,
                        List.of(Integer.toString(bypassed.get(i)), KubernetesKeys.SCRAPE)));
            }
        }
        return notes;
    }

    private Decisions decide(Attachment how, ApplicationPorts application, Guards guards) {
        return new Decisions(
                how,
                PortDecisions.of(guards.pod(), new PortRules(how, guards.record(), application, guards, options)),
                OutboundDecision.of(options.outboundPorts(), how));
    }

    private Optional<Attachment.ProbeRewriting> rewriting(PortDecisions decisions) {
        return options.sharedPorts() == Options.SharedPorts.REWRITE && decisions.leaveASharedPort()
                ? attachment.rewriting()
                : Optional.empty();
    }

    private void carryOut(Decisions decisions, ApplicationPorts application, Guards guards, AnnotationChanges changes) {
        BypassRecord record = guards.record();
        Attachment how = decisions.attachment();
        PortList inbound = decisions.ports().bypassed();
        PortList outbound = OutboundDecision.bypassed(decisions.outbound());
        changes.inbound(how.inboundExclusion(), record, inbound);
        changes.outbound(how.outboundExclusion(), outbound);
        new PortAdvice(advice, how, application, guards).about(decisions.ports().rows());
        if (options.policy().hookPorts() == HookPorts.LEAVE) {
            new HookAdvice(advice, how, application, guards, inbound).about(guards.pod());
        }
        ListAdvice lists = new ListAdvice(advice, how);
        lists.aboutOutbound(decisions.outbound());
        lists.aboutLostLists(record, inbound, outbound);
    }

    /** A list that we write is canonical; one that stays may hold what breaks the pod. */
    private void flaw(ExclusionList list, AnnotationChanges changes) {
        boolean isRewritten =
                options.mode() == Options.Mode.ENFORCE && changes.byKey().containsKey(list.annotation());
        if (!isRewritten) {
            list.flaw()
                    .ifPresent(flaw ->
                            advice.add(Code.FLAWED_PORT_LIST, list.annotation(), flaw.element(), flaw.problem()));
        }
    }

    private Plan plan(
            Optional<PodReason> reason,
            List<PortDecision> rows,
            List<OutboundDecision> outbound,
            Map<String, Optional<String>> changes,
            List<Note> notes) {
        if (options.mode() == Options.Mode.AUDIT) {
            new AuditNotice(attachment, changes).wouldHave().ifPresent(deeds -> advice.addFirst(Code.AUDIT, deeds));
        }
        return new Plan(
                Optional.of(Plan.MeshOfPod.of(attachment)),
                reason,
                rows,
                outbound,
                changes,
                advice.all(),
                notes,
                options.mode());
    }
}
