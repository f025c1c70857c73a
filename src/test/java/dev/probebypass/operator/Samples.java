package dev.probebypass.operator;

import dev.probebypass.certificate.RotationPolicy;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the tests of the operator have in common: the settings of one installation, and its objects. */
final class Samples {

    static final String NAMESPACE = "mesh";
    static final String CONFIGURATION = "istio-probe-bypass";
    static final String SERVICE = "webhook";
    static final String SECRET = "ca";
    static final String DEPLOYMENT = "bypass";
    static final Duration OVERLAP = Duration.ofSeconds(60);
    static final KeptNames NAMES = new KeptNames(CONFIGURATION, SERVICE, Optional.empty(), SECRET);

    private Samples() {}

    static OperatorSettings settings() {
        return settings(DEPLOYMENT);
    }

    /** Those of servers whose Deployment's arguments are words for what they mean. */
    static OperatorSettings settings(String deployment) {
        return new OperatorSettings(
                NAMES,
                NAMESPACE,
                deployment,
                "replica",
                new RotationPolicy(Duration.ofDays(365), Duration.ofDays(7), OVERLAP),
                Samples::read);
    }

    private static ServerArguments read(List<String> arguments) {
        return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "files" -> new ServerArguments.CertificatesFromFiles();
            case "own" -> new ServerArguments.OwnCertificates(NAMES);
            case "another-secret" ->
                new ServerArguments.OwnCertificates(new KeptNames(CONFIGURATION, SERVICE, Optional.empty(), "another"));
            default -> new ServerArguments.Unknown();
        };
    }

    static Deployment deployment(String... arguments) {
        return deploymentNamed(DEPLOYMENT, arguments);
    }

    static Deployment deploymentNamed(String name, String... arguments) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName("server")
                .withArgs(arguments)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** A configuration that calls our Service. */
    static MutatingWebhookConfiguration configuration(String name) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewWebhook()
                .withName("bypass.example.com")
                .withNewClientConfig()
                .withNewService()
                .withNamespace(NAMESPACE)
                .withName(SERVICE)
                .endService()
                .endClientConfig()
                .endWebhook()
                .build();
    }

    /** How many failures of the operator were reported. */
    static int failures(Telemetry telemetry) {
        return (int) metric(telemetry, "probe_bypass_errors_total{kind=\"operator\"}");
    }

    /** The value of a metric, 0 if it is not there. */
    static double metric(Telemetry telemetry, String name) {
        return telemetry
                .scrape()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
