package dev.probebypass.cli;

import dev.probebypass.settings.CommandOption;
import dev.probebypass.settings.Setting;
import dev.probebypass.settings.SettingGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The options of commands as picocli wants them: those that a command has of its own, and settings. */
final class OptionSpecs {

    private OptionSpecs() {}

    /** An option for each of a command's own, and for each setting, which are added to the command. */
    static Map<String, List<OptionSpec>> groups(
            CommandSpec command, String title, List<CommandOption<?>> own, List<SettingGroup> settings) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        groups.put(title, own.stream().map(OptionSpecs::option).toList());
        groups.get(title).forEach(command::addOption);
        groups.putAll(groups(command, settings));
        return groups;
    }

    /** An option for each setting, which is added to the command. */
    static Map<String, List<OptionSpec>> groups(CommandSpec command, List<SettingGroup> settings) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        for (SettingGroup group : settings) {
            List<OptionSpec> options = new ArrayList<>();
            for (Setting<?> setting : group.settings()) {
                OptionSpec option = option(setting);
                command.addOption(option);
                options.add(option);
            }
            groups.put(group.title(), options);
        }
        return groups;
    }

    private static OptionSpec option(Setting<?> setting) {
        return values(OptionSpec.builder(setting.flag()), setting.type().label(), setting.alone())
                .description(description(setting.description(), setting.fallback()))
                .build();
    }

    private static OptionSpec option(CommandOption<?> option) {
        OptionSpec.Builder names = option.letter()
                .map(letter -> OptionSpec.builder("-" + letter, option.flag()))
                .orElseGet(() -> OptionSpec.builder(option.flag()));
        return values(names, option.type().label(), option.alone())
                .description(description(option.description(), option.fallback()))
                .build();
    }

    private static String description(String sentence, String fallback) {
        return fallback.isEmpty() ? sentence : "%s Default: %s.".formatted(sentence, fallback);
    }

    /** Takes any text, any number of times, and none: what is accepted is not picocli's to say. */
    private static OptionSpec.Builder values(OptionSpec.Builder option, String label, Optional<String> alone) {
        return option.type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..1")
                .fallbackValue(alone.orElse(""))
                .paramLabel(label)
                .hideParamSyntax(alone.isEmpty());
    }

    /** Has the help text show the options under their titles. */
    static void inGroups(CommandSpec command, Map<String, List<OptionSpec>> groups) {
        command.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> text(help, groups));
    }

    private static String text(Help help, Map<String, List<OptionSpec>> groups) {
        StringBuilder text = new StringBuilder();
        groups.forEach((title, options) -> {
            Help.Layout layout = help.createDefaultLayout();
            layout.addAllOptions(options, help.parameterLabelRenderer());
            text.append("%n%s%n".formatted(title)).append(layout);
        });
        return text.toString();
    }
}
