package dev.probebypass.bypass;

import dev.probebypass.cluster.IstioInstallations;
import dev.probebypass.cluster.Route;
import dev.probebypass.mesh.Exclusion;
import dev.probebypass.mesh.Interception;
import dev.probebypass.mesh.PortList;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the plan for a pod that a mesh intercepts. */
record PlanBuilder(
        Options options, Warnings warnings, IstioInstallations.Choice configuration, Interception interception) {

    Plan plan(Pod pod, List<Route> routes) {
        List<Interception.Unreadable> unreadable = interception.unreadable();
        if (!unreadable.isEmpty()) {
            return unreadable(unreadable);
        }
        return ports(pod, new ApplicationPorts(routes, options), BypassRecord.of(pod, interception));
    }

    private Plan unreadable(List<Interception.Unreadable> unreadable) {
        for (Interception.Unreadable list : unreadable) {
            warnings.add(
                    "annotation %s=%s is no list of ports: Istio will reject the pod; use decimal numbers with commas"
                            + " between them",
                    list.annotation(), list.value());
        }
        return plan(Optional.of(PodReason.UNREADABLE_PORT_LIST), List.of(), Map.of());
    }

    private Plan ports(Pod pod, ApplicationPorts application, BypassRecord record) {
        ListChanges changes = new ListChanges();
        Decided decided = decide(pod, application, record);
        Optional<Interception.ProbeRewriting> rewriting = rewriting(decided.decisions());
        if (rewriting.isPresent()) {
            changes.set(rewriting.get().annotation(), rewriting.get().value());
            decided = on(rewriting.get().result()).decide(pod, application, record);
        }
        decided.changeLists(changes);
        boolean hasNoPorts =
                decided.decisions().rows().isEmpty() && options.outboundPorts().isEmpty();
        if (hasNoPorts) {
            // What a copied record left in the list still goes: it would open a port for nothing.
            return plan(Optional.of(PodReason.NO_PROBE_PORTS), List.of(), changes.byKey());
        }
        misread(interception.inboundExclusion(), changes);
        misread(interception.outboundExclusion(), changes);
        return plan(Optional.empty(), decided.decisions().rows(), changes.byKey());
    }

    private PlanBuilder on(Interception other) {
        return new PlanBuilder(options, warnings, configuration, other);
    }

    private Decided decide(Pod pod, ApplicationPorts application, BypassRecord record) {
        PortJudge judge = new PortJudge(interception, record, application, options);
        return new Decided(
                pod,
                judge,
                PortDecisions.of(pod, judge),
                new PortWarnings(warnings, configuration.revision(), interception, application));
    }

    private Optional<Interception.ProbeRewriting> rewriting(PortDecisions decisions) {
        return options.sharedPorts() == Options.SharedPorts.REWRITE && decisions.leaveASharedPort()
                ? interception.rewriting()
                : Optional.empty();
    }

    /** The ports of a pod, decided. */
    private record Decided(Pod pod, PortJudge judge, PortDecisions decisions, PortWarnings said) {

        void changeLists(ListChanges changes) {
            Interception interception = judge.interception();
            PortList bypassed = decisions.bypassed();
            said.about(decisions.rows());
            said.aboutHooks(pod, bypassed);
            PortList outbound = said.outbound(judge.options().outboundPorts());
            said.aboutLostLists(judge.record(), bypassed, outbound);
            changes.inbound(interception.inboundExclusion(), judge.record(), bypassed);
            changes.outbound(interception.outboundExclusion(), outbound);
        }
    }

    /** A list that we write is canonical; one that stays may hold what breaks the pod. */
    private void misread(Exclusion exclusion, ListChanges changes) {
        boolean isRewritten =
                options.mode() == Options.Mode.ENFORCE && changes.byKey().containsKey(exclusion.annotation());
        if (exclusion.misread().isPresent() && !isRewritten) {
            warnings.add(
                    "\"%s\" in annotation %s has a leading zero, on which istio-init fails: write it without",
                    exclusion.misread().get(), exclusion.annotation());
        }
    }

    private Plan plan(Optional<PodReason> reason, List<PortDecision> rows, Map<String, Optional<String>> changes) {
        if (options.mode() == Options.Mode.AUDIT) {
            new AuditNotice(interception, changes)
                    .wouldHave()
                    .ifPresent(deeds -> warnings.addFirst("audit: would %s", deeds));
        }
        Plan.MeshOfPod mesh = new Plan.MeshOfPod(
                interception.mesh().name(),
                configuration.revision(),
                configuration.sight(),
                interception.followsInjection());
        return new Plan(Optional.of(mesh), reason, rows, changes, warnings.texts(), options.mode());
    }
}
