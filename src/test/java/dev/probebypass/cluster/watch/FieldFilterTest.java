package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class FieldFilterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesSerialization client = TrimmedResource.serialization();

    private String trimmed(String json) {
        GenericKubernetesResource resource = client.unmarshal(json, GenericKubernetesResource.class);
        assertThat(resource).isInstanceOf(TrimmedResource.class);
        return ((TrimmedResource) resource).json().toString();
    }

    private static String json(String text) {
        try {
            return JSON.readTree(text).toString();
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Test
    void readsOfAServiceWhatRoutesToPods() {
        assertThat(trimmed("""
                {"apiVersion": "v1", "kind": "Service",
                 "metadata": {"name": "web", "namespace": "shop", "uid": "1", "labels": {"app": "web"},
                   "annotations": {"probe-bypass.dev/mode": "audit", "kubectl.kubernetes.io/last-applied-configuration": "{}"},
                   "managedFields": [{"manager": "kubectl", "fieldsV1": {"f:spec": {}}}]},
                 "spec": {"selector": {"app": "web"}, "clusterIP": "None", "clusterIPs": ["None"], "ports": [{"port": 80, "targetPort": "http"}]},
                 "status": {"loadBalancer": {"ingress": [{"ip": "1.2.3.4"}]}}}""")).isEqualTo(json("""
                {"apiVersion": "v1", "kind": "Service",
                 "metadata": {"name": "web", "namespace": "shop", "labels": {"app": "web"},
                   "annotations": {"probe-bypass.dev/mode": "audit"}},
                 "spec": {"selector": {"app": "web"}, "clusterIP": "None", "ports": [{"port": 80, "targetPort": "http"}]}}"""));
    }

    @Test
    void readsOfTheMeshsObjectsWhatItIsInterestedIn() {
        assertThat(trimmed("""
                {"metadata": {"name": "istio-sidecar-injector"}, "data": {"values": "{}", "config": "templates"}}""")).isEqualTo(json("""
                {"metadata": {"name": "istio-sidecar-injector"}, "data": {"values": "{}"}}"""));
        assertThat(trimmed("""
                {"webhooks": [{"name": "a", "clientConfig": {"caBundle": "AAAA", "service": {"namespace": "istio-system", "name": "x"}}},
                              {"name": "b", "clientConfig": {"url": "https://example.com"}}]}""")).isEqualTo(json("""
                {"webhooks": [{"clientConfig": {"service": {"namespace": "istio-system", "name": "x"}}}, {"clientConfig": {}}]}"""));
    }

    @Test
    void passesOverWhatIsOfAnotherTypeThanItsPathNeeds() {
        assertThat(trimmed("""
                {"metadata": {"name": "odd", "annotations": "none", "labels": null}, "spec": 5, "data": ["x", {"values": 1}]}""")).isEqualTo(json("""
                {"metadata": {"name": "odd", "labels": null}, "data": [null, {"values": 1}]}"""));
    }

    /** The library looks for the type of an event's object by itself. */
    @Test
    void readsTheObjectOfAWatchEventSoToo() {
        WatchEvent event = client.unmarshal("""
                {"type": "ADDED", "object": {"apiVersion": "v1", "kind": "Service",
                  "metadata": {"name": "web", "managedFields": []}, "status": {}}}""", WatchEvent.class);

        assertThat(event.getObject())
                .isInstanceOfSatisfying(
                        TrimmedResource.class,
                        resource -> assertThat(resource.json()).hasToString(json("""
                        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}""")));
    }

    @Test
    void leavesToTheLibraryWhatAnApiServerSaysWhenItFails() {
        WatchEvent event = client.unmarshal("""
                {"type": "ERROR", "object": {"apiVersion": "v1", "kind": "Status", "code": 410, "reason": "Expired"}}""", WatchEvent.class);

        assertThat(event.getObject())
                .isInstanceOfSatisfying(
                        Status.class, status -> assertThat(status.getCode()).isEqualTo(410));
    }

    @Test
    void tellsTheInformerTheKeyAndTheVersion() {
        GenericKubernetesResource resource = client.unmarshal("""
                {"metadata": {"name": "web", "namespace": "shop", "resourceVersion": "7"}}""", GenericKubernetesResource.class);

        assertThat(InformerObjects.key(resource)).hasToString("shop/web");
        assertThat(resource.getMetadata().getResourceVersion()).isEqualTo("7");
    }
}
