package dev.probebypass.manifests;

import dev.probebypass.mesh.Mesh;
import dev.probebypass.meshes.Meshes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells kinds of objects that make no pods from those that do or may, though no pod template can be read of them. */
final class PodlessKinds {

    /** Of Kubernetes' own groups whose names have no dot, and what manifests have without an {@code apiVersion}. */
    private static final Set<String> BUILT_IN = Set.of(
            "Binding",
            "ConfigMap",
            "ControllerRevision",
            "Endpoints",
            "EndpointSlice",
            "Event",
            "HorizontalPodAutoscaler",
            "Ingress",
            "LimitRange",
            "MutatingWebhookConfiguration",
            "Namespace",
            "NetworkPolicy",
            "Node",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "PodDisruptionBudget",
            "PodSecurityPolicy",
            "ResourceQuota",
            "Role",
            "RoleBinding",
            "ClusterRole",
            "ClusterRoleBinding",
            "Secret",
            "Service",
            "ServiceAccount",
            "ValidatingWebhookConfiguration");

    /** Groups of which no kind makes pods, and the groups below them; those of meshes are others. */
    private static final List<String> GROUPS = List.of(
            "k8s.io",
            "gateway.networking.x-k8s.io",
            "inference.networking.x-k8s.io",
            "kueue.x-k8s.io",
            "cluster.x-k8s.io",
            "multicluster.x-k8s.io",
            "secrets-store.csi.x-k8s.io",
            "cert-manager.io",
            "external-secrets.io",
            "bitnami.com",
            "cilium.io",
            "projectcalico.org",
            "metallb.io",
            "traefik.io",
            "traefik.containo.us",
            "projectcontour.io",
            "konghq.com",
            "kyverno.io",
            "gatekeeper.sh",
            "route.openshift.io",
            "image.openshift.io",
            "project.openshift.io",
            "security.openshift.io",
            "networking.gke.io",
            "cloud.google.com",
            "k8s.aws",
            "dapr.io",
            "source.toolkit.fluxcd.io",
            "notification.toolkit.fluxcd.io",
            "flagger.app",
            "scheduling.volcano.sh");

    /** Kinds that make none in groups that have others which do. */
    private static final Set<String> KINDS = Set.of(
            "AppProject.argoproj.io",
            "Probe.monitoring.coreos.com",
            "PodMonitor.monitoring.coreos.com",
            "PrometheusRule.monitoring.coreos.com",
            "ServiceMonitor.monitoring.coreos.com",
            "ScrapeConfig.monitoring.coreos.com",
            "AlertmanagerConfig.monitoring.coreos.com",
            "KafkaTopic.kafka.strimzi.io",
            "KafkaUser.kafka.strimzi.io",
            "Route.serving.knative.dev",
            "DomainMapping.serving.knative.dev",
            "ScaledObject.keda.sh",
            "TriggerAuthentication.keda.sh",
            "ClusterTriggerAuthentication.keda.sh");

    /** Kinds that make pods of something else than a pod template. */
    private static final Set<String> MAKERS = Set.of(
            "Workflow.argoproj.io",
            "CronWorkflow.argoproj.io",
            "WorkflowTemplate.argoproj.io",
            "ClusterWorkflowTemplate.argoproj.io",
            "SparkApplication.sparkoperator.k8s.io",
            "ScheduledSparkApplication.sparkoperator.k8s.io",
            "FlinkDeployment.flink.apache.org",
            "InferenceService.serving.kserve.io",
            "Revision.serving.knative.dev",
            "TaskRun.tekton.dev",
            "PipelineRun.tekton.dev",
            "Prometheus.monitoring.coreos.com",
            "PrometheusAgent.monitoring.coreos.com",
            "Alertmanager.monitoring.coreos.com",
            "ThanosRuler.monitoring.coreos.com",
            "Kafka.kafka.strimzi.io",
            "Elasticsearch.elasticsearch.k8s.elastic.co",
            "Kibana.kibana.k8s.elastic.co",
            "Cluster.postgresql.cnpg.io",
            "BuildConfig.build.openshift.io",
            "DataPlane.gateway-operator.konghq.com",
            "ControlPlane.gateway-operator.konghq.com",
            "SparkConnect.sparkoperator.k8s.io",
            "MetalLB.metallb.io",
            "ContourDeployment.projectcontour.io");

    private PodlessKinds() {}

    /** Whether its objects certainly make no pods. */
    static boolean have(ApiKind kind) {
        if (kind.isBuiltIn()) {
            return BUILT_IN.contains(kind.kind());
        }
        return KINDS.contains(kind.id())
                || (!makePods(kind)
                        && !isOfOperator(kind)
                        && Stream.concat(GROUPS.stream(), Meshes.ALL.stream().map(Mesh::apiGroup))
                                .anyMatch(group -> isBelow(kind.group(), group)));
    }

    /**
     * Such as {@code operator.gatekeeper.sh}, or a mesh's {@code install}: what an operator is told to run has pods, whatever the
     * groups around it have.
     */
    private static boolean isOfOperator(ApiKind kind) {
        String first = kind.group().substring(0, kind.group().indexOf('.'));
        return first.contains("operator") || first.equals("install");
    }

    private static boolean isBelow(String group, String other) {
        return group.equals(other) || group.endsWith("." + other);
    }

    /** Whether its objects make pods, though of no pod template that can be read of them. */
    static boolean makePods(ApiKind kind) {
        return MAKERS.contains(kind.id());
    }
}
