package dev.probebypass.settings;

import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.MeshSetting;
import dev.probebypass.mesh.MeshSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what the settings say of a mesh, whose own they are. */
final class MeshSettingsReader {

    private static final int MAX_PORT = 65_535;

    private MeshSettingsReader() {}

    /** A group for a help text. */
    static SettingGroup group(Mesh mesh) {
        return new SettingGroup(
                mesh.settingsTitle(),
                mesh.settings().stream()
                        .<Setting<?>>map(each -> setting(mesh, each))
                        .toList());
    }

    /** What is said; as soon as one setting is, the defaults of the others hold too. */
    static MeshSettings read(Mesh mesh, List<String> namespaces, SettingsReader reader) {
        Map<String, String> values = new HashMap<>();
        boolean isSaid = false;
        for (MeshSetting each : mesh.settings()) {
            Setting<String> setting = setting(mesh, each);
            values.put(each.name(), reader.get(setting));
            isSaid |= reader.isSaid(setting);
        }
        return new MeshSettings(namespaces, isSaid ? values : Map.of(), false);
    }

    private static Setting<String> setting(Mesh mesh, MeshSetting of) {
        return new Setting<>(mesh.name() + "-" + of.name(), type(of.type()), of.otherwise(), of.description());
    }

    private static ValueType<String> type(MeshSetting.Type type) {
        return switch (type) {
            case BOOLEAN -> ValueType.BOOLEAN.asText();
            case PORT -> ValueType.number(0, MAX_PORT).asText();
            case PORTS -> ValueType.PORTS.asText();
            case PORTS_OR_ALL -> ValueType.PORTS_OR_ALL;
        };
    }
}
