package dev.probebypass.cli;

import dev.probebypass.check.CalledServers;
import dev.probebypass.check.ClientObjects;
import dev.probebypass.check.UnknownWorkloadException;
import dev.probebypass.check.WorkloadFinder;
import dev.probebypass.check.WorkloadPods;
import dev.probebypass.cluster.watch.Clients;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.report.AskedPods;
import dev.probebypass.report.WorkloadDocument;
import dev.probebypass.report.WorkloadExplainer;
import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.Problem;
import dev.probebypass.settings.RawInput;
import dev.probebypass.settings.ServeSettings;
import dev.probebypass.settings.WhySettings;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says why the pods of one workload of a live cluster are as they are. */
record Why(Terminal terminal, ClusterConnector connector) {

    /** What decides: the installed servers' settings, or ours. */
    private record Decision(WhySettings settings, String whose) {}

    int run(RawInput input) {
        return switch (WhySettings.read(input)) {
            case Parsed.Accepted<WhySettings>(WhySettings settings) -> why(settings);
            case Parsed.Refused<WhySettings>(List<Problem> problems) -> terminal.refuse(problems);
        };
    }

    private int why(WhySettings settings) {
        try (KubernetesClient client =
                Clients.of(settings.cluster().kubeconfig(), Version.number(), terminal.environment())) {
            WorkloadFinder finder = new WorkloadFinder(client, settings.namespace());
            WorkloadPods pods = new WorkloadPods(client, finder);
            GenericKubernetesResource named = finder.find(settings.type(), settings.name());
            List<PodSource> templates = templates(named, pods);
            if (templates.isEmpty()) {
                return terminal.refuse(
                        "%s %s has no template of pods that can be read".formatted(named.getKind(), settings.name()));
            }
            new ReportWriter(terminal)
                    .write(answer(decision(settings, client), templates, sources(pods.of(named))), settings.output());
            return ExitCodes.OK;
        } catch (UnusableClientConfigurationException | UnknownWorkloadException unusable) {
            return terminal.refuse(String.valueOf(unusable.getMessage()));
        } catch (UnreachableClusterException unreachable) {
            return terminal.refuseInput(unreachable.problems());
        }
    }

    private List<WorkloadDocument> answer(Decision decision, List<PodSource> templates, List<PodSource> pods)
            throws UnreachableClusterException {
        try (ConnectedCluster cluster = connector.open(decision.settings().cluster())) {
            WhySettings settings = decision.settings();
            AskedPods asked = cluster.askedPods()
                    .orElseGet(() -> AskedPods.assumed(settings.cluster().meshNamespaces()));
            WorkloadExplainer explainer = new WorkloadExplainer(cluster, settings.options(), asked, decision.whose());
            return templates.stream()
                    .map(template -> explainer.explain(template, pods))
                    .toList();
        }
    }

    /** As the servers have them; where nobody may look, or there is none, as the flags say. */
    private Decision decision(WhySettings settings, KubernetesClient client) {
        try {
            CalledServers servers = new CalledServers(client, settings.webhookConfiguration());
            DeployedArguments arguments = new DeployedArguments(CommandSpecs.commandLine(terminal), Map.of());
            Optional<ServeSettings> deployed = servers.arguments().stream()
                    .flatMap(words -> arguments.settings(words).stream())
                    .findFirst();
            if (deployed.isPresent()) {
                return new Decision(
                        settings.with(deployed.get()),
                        "those of the servers of " + servers.place().orElse(settings.webhookConfiguration()));
            }
            return new Decision(
                    settings,
                    "defaults: no servers of ours are to be seen that the webhook configuration %s calls"
                            .formatted(settings.webhookConfiguration()));
        } catch (KubernetesClientException refused) {
            return new Decision(settings, "defaults: you may not read those of the servers");
        }
    }

    /** Those of whatever makes the object in the end, as far as they can be read: that is where its author would change them. */
    private static List<PodSource> templates(GenericKubernetesResource named, WorkloadPods pods) {
        return Stream.concat(pods.controllers(named).reversed().stream(), Stream.of(named))
                .map(Why::templates)
                .filter(templates -> !templates.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<PodSource> templates(HasMetadata workload) {
        return Manifests.of(
                        List.of(ClientObjects.json(workload)),
                        workload.getMetadata().getNamespace())
                .pods();
    }

    private static List<PodSource> sources(List<? extends HasMetadata> pods) {
        return pods.stream().flatMap(pod -> templates(pod).stream()).toList();
    }
}
