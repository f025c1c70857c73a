package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.PortPolicy;

/** The installation's options of a decision. */
final class DecisionOptions {

    private DecisionOptions() {}

    static Options read(SettingsReader reader) {
        return new Options(
                reader.get(Settings.MODE),
                reader.get(Settings.SHARED_PORTS),
                reader.get(Settings.MESH),
                reader.get(Settings.INBOUND_PORTS),
                reader.get(Settings.OUTBOUND_PORTS),
                reader.get(Settings.APPLICATION_PORTS),
                new PortPolicy(
                        reader.get(Settings.NEAR_SERVICES),
                        reader.get(Settings.NO_SERVICE),
                        reader.get(Settings.HOOK_PORTS)));
    }
}
