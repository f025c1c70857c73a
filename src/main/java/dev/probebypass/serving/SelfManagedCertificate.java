package dev.probebypass.serving;

import dev.probebypass.certificate.ReplicaCertificate;
import dev.probebypass.certificate.RotationPolicy;
import dev.probebypass.operator.ClusterView;
import dev.probebypass.operator.KeptNames;
import dev.probebypass.operator.OperatorRuntime;
import dev.probebypass.operator.OperatorSettings;
import dev.probebypass.settings.OwnCertificateSettings;
import dev.probebypass.telemetry.Telemetry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** The certificate that the server signs for itself, with all that keeps it accepted. */
public record SelfManagedCertificate(ReplicaCertificate certificate, OperatorRuntime upkeep) {

    static SelfManagedCertificate start(
            OwnCertificateSettings settings, ClusterView view, ProgramContext program, Telemetry telemetry) {
        ReplicaCertificate certificate = ReplicaCertificate.of(
                ReplicaCertificate.Plan.forService(
                                settings.service(),
                                settings.namespace(),
                                settings.times().leaf())
                        .and(settings.hosts()),
                Clock.systemUTC(),
                new SecureRandom(),
                telemetry);
        return new SelfManagedCertificate(
                certificate, OperatorRuntime.start(view, upkeep(settings, program), certificate, telemetry));
    }

    private static OperatorSettings upkeep(OwnCertificateSettings settings, ProgramContext program) {
        OwnCertificateSettings.Times times = settings.times();
        return new OperatorSettings(
                names(settings),
                settings.namespace(),
                settings.deployment(),
                program.environment().getOrDefault("HOSTNAME", "probe-bypass") + "_" + UUID.randomUUID(),
                new RotationPolicy(times.authority(), times.leaf(), times.overlapWait()),
                program.arguments());
    }

    /** What a server with these settings keeps up. */
    public static KeptNames names(OwnCertificateSettings settings) {
        return new KeptNames(settings.webhookConfiguration(), settings.service(), settings.url(), settings.secret());
    }
}
