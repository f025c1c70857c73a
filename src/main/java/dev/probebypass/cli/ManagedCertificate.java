package dev.probebypass.cli;

import dev.probebypass.certificate.ReplicaCertificate;
import dev.probebypass.certificate.RotationPolicy;
import dev.probebypass.operator.ClusterView;
import dev.probebypass.operator.OperatorRuntime;
import dev.probebypass.operator.OperatorSettings;
import dev.probebypass.settings.OwnCertificateSettings;
import dev.probebypass.telemetry.Telemetry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** The certificate that the server signs for itself, with all that keeps it accepted. */
record ManagedCertificate(ReplicaCertificate certificate, OperatorRuntime upkeep) {

    static ManagedCertificate start(
            OwnCertificateSettings settings, ClusterView view, Terminal terminal, Telemetry telemetry) {
        ReplicaCertificate certificate = ReplicaCertificate.of(
                ReplicaCertificate.Plan.forService(
                                settings.service(),
                                settings.namespace(),
                                settings.times().leaf())
                        .and(settings.hosts()),
                Clock.systemUTC(),
                new SecureRandom(),
                telemetry);
        return new ManagedCertificate(
                certificate, OperatorRuntime.start(view, upkeep(settings, terminal), certificate, telemetry));
    }

    private static OperatorSettings upkeep(OwnCertificateSettings settings, Terminal terminal) {
        OwnCertificateSettings.Times times = settings.times();
        return new OperatorSettings(
                DeployedArguments.names(settings),
                settings.namespace(),
                settings.deployment(),
                terminal.environment().getOrDefault("HOSTNAME", "probe-bypass") + "_" + UUID.randomUUID(),
                new RotationPolicy(times.authority(), times.leaf(), times.overlapWait()),
                new DeployedArguments(CommandSpecs.commandLine(terminal), terminal.environment()));
    }
}
