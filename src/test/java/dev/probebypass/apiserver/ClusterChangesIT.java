package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static dev.probebypass.apiserver.Installation.RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SharedControlPlane.class, SharedProduct.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterChangesIT {

    private static final Map<String, String> BYPASSED = Map.of(EXCLUDED, "8081", RECORD, "8081");

    private final ControlPlane controlPlane;
    private final Installation installation;

    ClusterChangesIT(ControlPlane controlPlane, Product product) {
        this.controlPlane = controlPlane;
        this.installation = Installation.of(product, controlPlane);
    }

    @AfterAll
    void uninstall() {
        installation.close();
    }

    @RepeatedTest(20)
    void aPodThatComesRightAfterItsNamespaceIsBypassed() {
        String fresh = installation.namespace(Map.of("istio-injection", "enabled"));

        Pod pod = Probed.pod(fresh, "first");

        assertThat(installation.annotationsOfCreated(pod)).isEqualTo(BYPASSED);
    }

    @Test
    void aNamespaceThatOptsOutLaterIsObeyed() {
        String changing = installation.namespace(Map.of("istio-injection", "enabled"));
        Pod pod = Probed.pod(changing, "later");
        installation.awaitDryRun("the pod is to be patched", pod, reply -> isPatched(reply));

        controlPlane.client().namespaces().withName(changing).edit(namespace -> {
            namespace.getMetadata().getLabels().put("probe-bypass.dev/enabled", "false");
            return namespace;
        });

        installation.awaitDryRun("the pod is to be left", pod, reply -> !isPatched(reply));
        assertThat(installation.annotationsOfCreated(pod)).isEmpty();
    }

    @Test
    void aServiceCountsFromItsCreationUntilItsDeletion() {
        Pod pod = pod("short", "short-lived");
        Service service = create(service("short", new IntOrString(8081)));
        installation.awaitLeft(pod, 8081);

        controlPlane.client().resource(service).delete();

        installation.awaitBypassed(pod, 8081);
        assertThat(installation.annotationsOfCreated(pod)).isEqualTo(BYPASSED);
    }

    @Test
    void aServiceThatMovesToAnotherPortFreesTheFirst() {
        Pod pod = new PodBuilder(pod("moving", "moved"))
                .editSpec()
                .editFirstContainer()
                .withLivenessProbe(Probed.httpGet(8082))
                .endContainer()
                .endSpec()
                .build();
        Service service = create(service("moving", new IntOrString(8081)));
        installation.awaitLeft(pod, 8081);

        controlPlane
                .client()
                .resource(new ServiceBuilder(service)
                        .editSpec()
                        .editFirstPort()
                        .withTargetPort(new IntOrString(8082))
                        .endPort()
                        .endSpec()
                        .build())
                .update();

        installation.awaitLeft(pod, 8082);
        assertThat(installation.annotationsOfCreated(pod)).isEqualTo(BYPASSED);
    }

    @Test
    void aServiceThatTargetsAPortByNameKeepsItInTheMesh() {
        Pod pod = new PodBuilder(pod("named", "named"))
                .editSpec()
                .editFirstContainer()
                .addNewPort()
                .withName("web")
                .withContainerPort(8081)
                .endPort()
                .endContainer()
                .endSpec()
                .build();

        create(service("named", new IntOrString("web")));

        installation.awaitLeft(pod, 8081);
        assertThat(installation.annotationsOfCreated(pod)).isEmpty();
    }

    @Test
    void servicesThatRouteToNoPodOrToOthersDoNotCount() {
        Pod pod = new PodBuilder(pod("lookalike", "alone"))
                .editSpec()
                .editFirstContainer()
                .withLivenessProbe(Probed.httpGet(8082))
                .endContainer()
                .endSpec()
                .build();
        create(Services.selectingNothing(installation.meshed(), "no-selector", new IntOrString(8081))
                .build());
        create(externalName("external", "lookalike", 8081));
        create(service("others", new IntOrString(8081)));

        // The watch keeps the order: who knows of this Service knows of those before it.
        create(service("lookalike", new IntOrString(8082)));
        installation.awaitLeft(pod, 8082);

        assertThat(installation.annotationsOfCreated(pod)).isEqualTo(BYPASSED);
    }

    private Service externalName(String name, String selected, int port) {
        return new ServiceBuilder(Services.of(installation.meshed(), name, new IntOrString(port)))
                .editSpec()
                .withType("ExternalName")
                .withExternalName("example.test")
                .withSelector(Map.of(Services.LABEL, selected))
                .endSpec()
                .build();
    }

    private Service service(String name, IntOrString targetPort) {
        return Services.of(installation.meshed(), name, targetPort);
    }

    private Service create(Service service) {
        return controlPlane.client().resource(service).create();
    }

    private Pod pod(String service, String name) {
        return Services.selected(Probed.pod(installation.meshed(), name), service);
    }

    private static boolean isPatched(RawApi.Reply reply) {
        return reply.body().path("metadata").path("annotations").has(EXCLUDED);
    }
}
