package dev.probebypass.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads settings one by one, and notes what is wrong with them. */
final class SettingsReader {

    private final RawInput input;
    private final Set<Problem> problems = new LinkedHashSet<>();

    private SettingsReader(RawInput input) {
        this.input = input;
    }

    /** Reads settings. What no setting takes is a problem too. */
    static <T> Parsed<T> read(RawInput input, Function<SettingsReader, T> settings) {
        SettingsReader reader = new SettingsReader(input);
        T read = settings.apply(reader);
        reader.problems.addAll(UnknownInputs.among(input));
        return reader.problems.isEmpty()
                ? new Parsed.Accepted<>(read)
                : new Parsed.Refused<>(List.copyOf(reader.problems));
    }

    /** The value: the flag's, else the variable's, else the default, which also takes the place of a wrong one. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseGet(setting::byDefault);
    }

    /** The value of a setting that has no default. */
    <T> Optional<T> find(Setting<T> setting) {
        Optional<T> variable = variable(setting).flatMap(value -> parse(setting.type(), setting.variable(), value));
        Optional<T> flag = flag(setting.flag()).flatMap(value -> parse(setting.type(), setting.flag(), value));
        return flag.or(() -> variable);
    }

    /** The value of a command's own option, else its default, which also takes the place of a wrong one. */
    <T> T get(CommandOption<T> option) {
        return find(option).orElseGet(option::byDefault);
    }

    /** The value of a command's own option that has no default. */
    <T> Optional<T> find(CommandOption<T> option) {
        return flag(option.flag()).flatMap(value -> parse(option.type(), option.flag(), value));
    }

    /** The values of a command's own option that may be given several times, without those that are wrong. */
    <T> List<T> all(CommandOption<T> option) {
        return values(option.flag()).stream()
                .flatMap(value -> parse(option.type(), option.flag(), value).stream())
                .toList();
    }

    boolean isSaid(Setting<?> setting) {
        return flag(setting.flag()).isPresent() || variable(setting).isPresent();
    }

    boolean isSaid(CommandOption<?> option) {
        return !values(option.flag()).isEmpty();
    }

    /** A variable that is not ours, empty if it is not set or says nothing. */
    Optional<String> environment(String variable) {
        return Optional.ofNullable(input.environment().get(variable)).filter(value -> !value.isEmpty());
    }

    /** Notes that a setting does not go together with another. */
    void problem(Setting<?> setting, String advice) {
        String said = flag(setting.flag())
                .map(value -> setting.flag() + "=" + value)
                .or(() -> variable(setting).map(value -> setting.variable() + "=" + value))
                .orElseGet(() -> setting.flag() + "=" + setting.fallback());
        problems.add(new Problem(said, advice));
    }

    /** Notes that an option is missing, or does not go together with another. */
    void problem(CommandOption<?> option, String advice) {
        problems.add(new Problem(option.flag(), advice));
    }

    /** Notes that something else is wrong. */
    void problem(String said, String advice) {
        problems.add(new Problem(said, advice));
    }

    private <T> Optional<T> parse(ValueType<T> type, String name, String value) {
        Optional<T> parsed = type.parse(value);
        if (parsed.isEmpty()) {
            problems.add(new Problem(name + "=" + value, "use " + type.accepted()));
        }
        return parsed;
    }

    private Optional<String> variable(Setting<?> setting) {
        return Optional.ofNullable(input.environment().get(setting.variable()))
                .filter(value -> !ServiceLinks.include(setting.variable(), value));
    }

    private Optional<String> flag(String flag) {
        List<String> values = values(flag);
        if (values.size() > 1) {
            problems.add(new Problem(flag + "=" + String.join(", ", values), "give it once"));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    private List<String> values(String flag) {
        return input.flags().getOrDefault(flag, List.of());
    }
}
