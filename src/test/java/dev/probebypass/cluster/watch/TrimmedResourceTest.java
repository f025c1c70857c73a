package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrimmedResourceTest {

    private final KubernetesSerialization serialization = TrimmedResource.serialization();

    private String read(String json) {
        return InformerObjects.json(serialization.unmarshal(json.replace('\'', '"'), GenericKubernetesResource.class))
                .toString()
                .replace('"', '\'');
    }

    @ParameterizedTest
    @ValueSource(strings = {"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"})
    void ofAWebhookOnlyItsServiceIsRead(String kind) {
        assertThat(read("""
                {'apiVersion': 'admissionregistration.k8s.io/v1', 'kind': '%s', 'metadata': {'name': 'rules',
                   'managedFields': [{'manager': 'kubectl'}]},
                 'webhooks': [{'name': 'a', 'rules': [{'operations': ['CREATE']}],
                   'clientConfig': {'caBundle': 'c2VjcmV0', 'service': {'namespace': 'shop', 'name': 'rules', 'port': 8443,
                     'path': '/validate'}}}]}""".formatted(kind)))
                .isEqualTo("{'apiVersion':'admissionregistration.k8s.io/v1','kind':'%s','metadata':{'name':'rules'},"
                                .formatted(kind)
                        + "'webhooks':[{'clientConfig':{'service':{'namespace':'shop','name':'rules','port':8443}}}]}");
    }

    @Test
    void ofAnApiServiceOnlyItsServiceIsRead() {
        assertThat(read("""
                {'kind': 'APIService', 'metadata': {'name': 'v1.a'}, 'spec': {'group': 'a', 'caBundle': 'c2VjcmV0',
                 'service': {'namespace': 'shop', 'name': 'a', 'port': 443}}, 'status': {'conditions': []}}"""))
                .isEqualTo("{'kind':'APIService','metadata':{'name':'v1.a'},"
                        + "'spec':{'service':{'namespace':'shop','name':'a','port':443}}}");
    }

    @Test
    void ofAMonitorWhatItSelectsAndHowItCallsIsRead() {
        assertThat(read("""
                {'kind': 'ServiceMonitor', 'metadata': {'name': 'web', 'annotations': {'a': 'b'}},
                 'spec': {'selector': {'matchLabels': {'app': 'web'}}, 'namespaceSelector': {'any': true}, 'jobLabel': 'app',
                   'endpoints': [{'port': 'http', 'scheme': 'https', 'path': '/metrics',
                     'basicAuth': {'password': {'name': 'secret', 'key': 'password'}}, 'relabelings': [{'action': 'keep'}],
                     'tlsConfig': {'caFile': '/etc/ca.pem', 'keyFile': '/etc/key.pem', 'serverName': 'web',
                       'cert': {'secret': {'name': 'web', 'key': 'cert.pem'}}}}]}}"""))
                .isEqualTo("{'kind':'ServiceMonitor','metadata':{'name':'web','annotations':{}},"
                        + "'spec':{'selector':{'matchLabels':{'app':'web'}},'namespaceSelector':{'any':true},"
                        + "'endpoints':[{'port':'http','scheme':'https',"
                        + "'tlsConfig':{'caFile':'/etc/ca.pem','cert':{'secret':{'key':'cert.pem'}}}}]}}");
    }

    @Test
    void ofAServiceItsAnnotationsForPrometheusAreRead() {
        assertThat(read("""
                {'kind': 'Service', 'metadata': {'name': 'web', 'labels': {'app': 'web'},
                 'annotations': {'prometheus.io/scrape': 'true', 'prometheus.io/port': '9000', 'prometheus.io/path': '/m',
                   'example.com/note': 'x'}}}"""))
                .isEqualTo("{'kind':'Service','metadata':{'name':'web','labels':{'app':'web'},"
                        + "'annotations':{'prometheus.io/scrape':'true','prometheus.io/port':'9000'}}}");
    }
}
