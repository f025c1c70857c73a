package dev.probebypass.serving;

import dev.probebypass.certificate.ClientAuthorities;
import dev.probebypass.certificate.ClientNames;
import dev.probebypass.server.ListenAddress;
import dev.probebypass.server.RequestLimits;
import dev.probebypass.server.ServerSettings;
import dev.probebypass.settings.LimitSettings;
import dev.probebypass.settings.ServeSettings;
import dev.probebypass.telemetry.Telemetry;
import java.time.Clock;
import java.util.Set;

/** Where the two servers listen, and how, in the words of the room that does it. */
record ServerSettingsMapper(ServeSettings settings, Telemetry telemetry) {

    ListenAddress management() {
        return address(settings.listen().managementPort());
    }

    ServerSettings webhook() {
        return new ServerSettings(
                address(settings.listen().port()),
                settings.tls().minimum().protocols(),
                limits(),
                settings.tls()
                        .clients()
                        .map(clients -> ClientAuthorities.of(
                                clients.authorities(),
                                new ClientNames(Set.copyOf(clients.names())),
                                Clock.systemUTC(),
                                telemetry)));
    }

    RequestLimits limits() {
        LimitSettings limits = settings.limits();
        return new RequestLimits(
                LimitSettings.MAX_BODY_BYTES,
                limits.maxBytesInFlight(),
                limits.maxConcurrentReviews(),
                limits.maxConnections(),
                limits.request(),
                limits.idle(),
                limits.drain());
    }

    private ListenAddress address(int port) {
        return new ListenAddress(settings.listen().host(), port);
    }
}
