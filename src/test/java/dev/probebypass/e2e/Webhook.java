package dev.probebypass.e2e;

import dev.probebypass.apiserver.Helm;
import dev.probebypass.apiserver.Version;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The product in the cluster, as Helm installs it: there with some values, or not. */
final class Webhook {

    static final String NAME = "probe-bypass";
    static final String NAMESPACE = "probe-bypass";

    private static final String CONFIGURATION = "istio-probe-bypass";
    private static final List<String> FLEETING =
            List.of("Pod ", "PodMetrics ", "ReplicaSet ", "EndpointSlice ", "Secret sh.helm.release.");
    private static final String FULL_NAME = "--set=fullnameOverride=";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final KubernetesClient client;
    private final Path kubeconfig;
    private final Set<String> there;
    private final String release;
    private boolean isTouched;
    private Optional<List<String>> installed = Optional.empty();
    private Optional<String> fullName = Optional.empty();

    private Webhook(KubernetesClient client, Path kubeconfig, Set<String> there, String release) {
        this.client = client;
        this.kubeconfig = kubeconfig;
        this.there = Set.copyOf(there);
        this.release = release;
    }

    /** Of a cluster where nobody else has installed it. */
    static Webhook of(KubernetesClient client, Path kubeconfig) {
        if (client.admissionRegistration()
                        .v1()
                        .mutatingWebhookConfigurations()
                        .withName(CONFIGURATION)
                        .get()
                != null) {
            throw new UnmetException(
                    "probe-bypass is in the cluster already, and the tests install it themselves: helm uninstall %s -n %s"
                            .formatted(NAME, NAMESPACE));
        }
        return new Webhook(client, kubeconfig, Inventory.of(client), NAME);
    }

    /** As a release of another name, while this one is absent. */
    Webhook called(String otherRelease) {
        return new Webhook(client, kubeconfig, there, otherRelease);
    }

    /** Installs it with the chart's defaults and these values, or changes it to be so. */
    void present(String... values) {
        present(Version.current(), values);
    }

    /** The same with some version. */
    void present(Version version, String... values) {
        List<String> wanted = Stream.concat(
                        Stream.of(version.chart().toString()),
                        Stream.of(
                                        Stream.of("image.pullPolicy=IfNotPresent"),
                                        version.image().stream(),
                                        Stream.of(values))
                                .flatMap(each -> each)
                                .map(value -> "--set=" + value))
                .toList();
        if (!installed.equals(Optional.of(wanted))) {
            List<String> arguments = new ArrayList<>(List.of("upgrade", release, "--install", "--create-namespace"));
            arguments.addAll(wanted);
            isTouched = true;
            fullName = wanted.stream()
                    .filter(value -> value.startsWith(FULL_NAME))
                    .map(value -> value.substring(FULL_NAME.length()))
                    .findFirst();
            helm(arguments.toArray(String[]::new));
            awaitRollout();
            installed = Optional.of(wanted);
        }
        awaitAnswers();
    }

    /** Makes it again what it was at first. */
    void rollBack() {
        installed = Optional.empty();
        helm("rollback", release, "1");
        awaitRollout();
        awaitAnswers();
    }

    void absent() {
        if (isTouched) {
            installed = Optional.empty();
            helm("uninstall", release, "--wait", "--ignore-not-found");
            isTouched = false;
        }
        Eventually.holds("no webhook is to answer", LIMIT, () -> !answers());
    }

    /** Objects that bear our name or are in our namespace, and were not there before this run. */
    Set<String> objects() {
        Set<String> objects = new HashSet<>(Inventory.of(client));
        objects.removeAll(there);
        return objects;
    }

    /** Those of them whose names are not made up anew: without pods and their like, and without Helm's memory. */
    Set<String> lasting() {
        return objects().stream()
                .filter(object -> FLEETING.stream().noneMatch(object::startsWith))
                .collect(Collectors.toSet());
    }

    /** Takes away the namespace too, which Helm makes and leaves. */
    void remove() {
        absent();
        if (objects().contains("Namespace " + NAMESPACE)) {
            client.namespaces().withName(NAMESPACE).delete();
            // Nothing can be installed there until then.
            Eventually.holds(
                    "the webhook's namespace is to go",
                    LIMIT,
                    () -> client.namespaces().withName(NAMESPACE).get() == null);
        }
    }

    String helm(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--namespace=" + NAMESPACE);
        return Helm.HELM_4.in(kubeconfig, all.toArray(String[]::new)).ok();
    }

    RollableScalableResource<Deployment> deployment() {
        return client.apps().deployments().inNamespace(NAMESPACE).withName(fullName());
    }

    /** What the chart calls its objects. */
    String fullName() {
        return fullName.orElse(release.contains(NAME) ? release : release + "-" + NAME);
    }

    /** Returns the authority when it signs: a new one is trusted for a minute before. */
    String awaitAuthority() {
        return Eventually.get(
                "an authority is to sign",
                LIMIT,
                () -> Optional.ofNullable(client.secrets()
                        .inNamespace(NAMESPACE)
                        .withName(fullName() + "-ca")
                        .require()
                        .getData()
                        .get("ca.crt")));
    }

    /** The servers, without those of {@code helm test}. */
    List<Pod> pods() {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/name", NAME)
                .list()
                .getItems();
    }

    /** Has Helm make what is missing of it. */
    void presentAgain() {
        installed = Optional.empty();
        present();
    }

    /** Takes the namespace away with all that is in it, but not what is in none, and forgets that it was installed. */
    void loseTheNamespace() {
        client.namespaces().withName(NAMESPACE).delete();
        Eventually.holds(
                "the webhook's namespace is to go",
                LIMIT,
                () -> client.namespaces().withName(NAMESPACE).get() == null);
        installed = Optional.empty();
    }

    Resource<MutatingWebhookConfiguration> configuration() {
        return client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(CONFIGURATION);
    }

    /** Returns when a pod that is to be patched is. */
    void awaitAnswers() {
        Eventually.holds("the webhook is to answer", LIMIT, this::answers);
    }

    /** Returns when every server is a new one, of which the kubelet has not had to start any twice. */
    void restart() {
        deployment().rolling().restart();
        awaitRollout();
    }

    /** Returns when every server is of the newest kind and ready, and the others are gone. */
    void awaitRollout() {
        Eventually.holds("the webhook's Deployment is to be rolled out", LIMIT, () -> {
            complainOfImages();
            return isRolledOut(deployment().require());
        });
    }

    private void complainOfImages() {
        List<String> missing = PodObservation.missingImages(pods());
        if (!missing.isEmpty()) {
            throw new UnmetException(("the cluster can't get %s: build it with deploy/image/build and bring it there,"
                            + " or name another with -Dcluster.image.repository and -Dcluster.image.tag")
                    .formatted(missing));
        }
    }

    private boolean isRolledOut(Deployment deployment) {
        int wanted = deployment.getSpec().getReplicas();
        return deployment.getStatus().getObservedGeneration()
                        >= deployment.getMetadata().getGeneration()
                && Optional.ofNullable(deployment.getStatus().getUpdatedReplicas())
                        .equals(Optional.of(wanted))
                && Optional.ofNullable(deployment.getStatus().getAvailableReplicas())
                        .equals(Optional.of(wanted))
                && pods().size() == wanted;
    }

    /** What all servers have said so far. */
    String log() {
        return pods().stream()
                .map(pod -> client.pods()
                        .inNamespace(NAMESPACE)
                        .withName(pod.getMetadata().getName())
                        .getLog())
                .collect(Collectors.joining());
    }

    /** The sum of a counter over all servers. */
    double counted(String series) {
        return pods().stream()
                .map(pod -> client.raw("/api/v1/namespaces/%s/pods/%s:8080/proxy/metrics"
                        .formatted(NAMESPACE, pod.getMetadata().getName())))
                .flatMap(String::lines)
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Whether a pod that is to be patched is, by a dry run. */
    private boolean answers() {
        Pod pod = Target.called("answers")
                .serving(Handler.HTTP, 9001)
                .probed(Kind.READINESS, Handler.HTTP, 9001)
                .labelled("sidecar.istio.io/inject", "true")
                .annotated("sidecar.istio.io/rewriteAppHTTPProbers", "false")
                .annotated("traffic.sidecar.istio.io/includeInboundPorts", "*")
                .annotated("traffic.sidecar.istio.io/excludeInboundPorts", "")
                .pod("default");
        return client.resource(pod)
                .dryRun()
                .create()
                .getMetadata()
                .getAnnotations()
                .containsKey(Target.RECORD);
    }
}
