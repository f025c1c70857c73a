package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.PortSet;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.PortList;
import dev.probebypass.meshes.Meshes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a setting takes.
 *
 * @param label stands for the value in a help text
 * @param accepted completes the sentence "use …"
 * @param parser empty for what is not accepted
 */
public record ValueType<T>(String label, String accepted, Function<String, Optional<T>> parser) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TEN_YEARS = Duration.ofDays(3650);
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z.:_-]{1,253}");
    private static final Pattern CLIENT = Pattern.compile("[^,\\p{C}]{1,253}");
    private static final Pattern ADDRESS =
            Pattern.compile("https://([0-9A-Za-z.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?(/[^?#\\s]*)?");
    private static final Pattern OBJECT = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?");
    private static final Pattern LABEL_KEY = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    static final ValueType<Boolean> BOOLEAN = new ValueType<>("true|false", "true or false", ValueType::truth);

    /** A path; whether there is a file is for the one who opens it. */
    static final ValueType<Path> FILE = new ValueType<>("FILE", "the path of a file", ValueType::path);

    /** What to read; whether it is there is for the one who opens it. */
    static final ValueType<String> SOURCE = new ValueType<>(
            "FILE|DIR|-",
            "a file, a directory, or - for standard input",
            text -> path(text).map(path -> text));

    static final ValueType<PortList> PORTS =
            new ValueType<>("PORTS", "port numbers from 1 to 65535 with commas between them", ValueType::ports);

    static final ValueType<PortSet> PORT_SET = new ValueType<>(
            "PORTS",
            "port numbers, ranges such as 8000-8010 and names of container ports with commas between them",
            ValueType::portSet);

    /** The last segments of labels' keys. */
    static final ValueType<List<String>> LABEL_KEYS = new ValueType<>(
            "KEYS",
            "keys of labels without a prefix, with commas between them",
            text -> text.isBlank() ? Optional.of(List.of()) : names(text, LABEL_KEY));

    static final ValueType<String> PORTS_OR_ALL = new ValueType<>(
            "*|PORTS", "* or port numbers from 1 to 65535 with commas between them", ValueType::portsOrAll);

    static final ValueType<String> HOST_NAME = matching("HOST", "a host name or an IP address", HOST);

    static final ValueType<List<String>> HOST_NAMES =
            new ValueType<>("HOSTS", "host names and IP addresses with commas between them", ValueType::hosts);

    static final ValueType<List<String>> CLIENT_NAMES =
            new ValueType<>("NAMES", "names with commas between them", ValueType::clients);

    /** An address that the API server may be told to call: no user, no query, no fragment. */
    static final ValueType<String> URL = matching("URL", "an address such as https://HOST:PORT/mutate", ADDRESS);

    static final ValueType<String> NAMESPACE_NAME = matching("NAME", "the name of a namespace", NAMESPACE);

    static final ValueType<String> SERVICE_NAME = matching("NAME", "the name of a Service", NAMESPACE);

    static final ValueType<List<String>> NAMESPACE_NAMES =
            new ValueType<>("NAMES", "names of namespaces with commas between them", text -> names(text, NAMESPACE));

    static final ValueType<String> OBJECT_NAME = matching("NAME", "the name of an object", OBJECT);

    static final ValueType<Duration> TIME = new ValueType<>(
            "TIME",
            "a duration such as 10s, 500ms or 2m, up to 24h",
            text -> Quantities.duration(text, DAY).filter(Duration::isPositive));

    static final ValueType<Duration> TIME_OR_NONE = new ValueType<>(
            "TIME",
            "a duration such as 10s, 500ms or 2m, up to 24h, or 0s for none",
            text -> Quantities.duration(text, DAY));

    static final ValueType<Duration> LIFE = new ValueType<>(
            "TIME",
            "a duration such as 365d, 12h or 30m, up to 3650d",
            text -> Quantities.duration(text, TEN_YEARS).filter(Duration::isPositive));

    /** The host of an address that {@link #URL} accepts, without the brackets around one of IPv6. */
    static String hostOf(String url) {
        Matcher matcher = ADDRESS.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(url);
        }
        return matcher.group(1).replaceAll("[\\[\\]]", "");
    }

    Optional<T> parse(String text) {
        return parser.apply(text);
    }

    /** What is meant where nothing is said, empty where something has to be. */
    Optional<String> alone() {
        return label.equals(BOOLEAN.label) ? Optional.of("true") : Optional.empty();
    }

    static ValueType<Integer> number(int from, int to) {
        return new ValueType<>(
                "NUMBER",
                "a number from %d to %d".formatted(from, to),
                text -> text.matches("[0-9]{1,9}")
                        ? Quantities.within(from, Long.parseLong(text), to)
                        : Optional.empty());
    }

    static ValueType<Integer> size(String least) {
        int from = Quantities.bytes(least).map(Math::toIntExact).orElseThrow();
        return new ValueType<>(
                "SIZE",
                "a size from %s to 2047Mi, such as 24Mi".formatted(least),
                text -> Quantities.bytes(text).flatMap(bytes -> Quantities.within(from, bytes, Integer.MAX_VALUE)));
    }

    static <E extends Enum<E> & Options.Word> ValueType<E> choice(Class<E> type) {
        String words =
                Arrays.stream(type.getEnumConstants()).map(Options.Word::word).collect(Collectors.joining("|"));
        return new ValueType<>(words, sentence(words), text -> Options.parse(type, text));
    }

    /** Some of these things, at least one, by their words. */
    static <T> ValueType<List<T>> anyOf(List<T> known, Function<T, String> word) {
        Map<String, T> byWord = known.stream().collect(Collectors.toMap(word, Function.identity()));
        String words = known.stream().map(word).collect(Collectors.joining("|"));
        return new ValueType<>(
                words,
                "any of %s with commas between them".formatted(words.replace("|", ", ")),
                text -> Optional.of(commaSeparated(text))
                        .filter(byWord.keySet()::containsAll)
                        .map(all -> all.stream()
                                .flatMap(each -> Stream.ofNullable(byWord.get(each)))
                                .toList()));
    }

    /** Any of these names. */
    static ValueType<List<String>> namesOf(List<String> known) {
        return new ValueType<>(
                "NAMES",
                "any of %s with commas between them, or none".formatted(String.join(", ", known)),
                text -> text.equals("none") || text.isBlank()
                        ? Optional.of(List.of())
                        : Optional.of(commaSeparated(text)).filter(known::containsAll));
    }

    /** A mesh that is known, or one of the words that stand for a choice among them. */
    static ValueType<Options.MeshChoice> mesh() {
        List<String> names = Meshes.ALL.stream().map(Mesh::name).toList();
        String words = "%s|%s|%s"
                .formatted(Options.MeshChoice.AUTO.word(), String.join("|", names), Options.MeshChoice.NONE.word());
        return new ValueType<>(words, sentence(words), text -> Options.MeshChoice.parse(text, names));
    }

    /** The same, read as somebody would write it in one way. */
    ValueType<String> asText() {
        return new ValueType<>(label, accepted, text -> parse(text).map(Object::toString));
    }

    private static String sentence(String words) {
        int last = words.lastIndexOf('|');
        return words.substring(0, last).replace("|", ", ") + " or " + words.substring(last + 1);
    }

    private static ValueType<String> matching(String label, String accepted, Pattern pattern) {
        return new ValueType<>(label, accepted, text -> Optional.of(text).filter(pattern.asMatchPredicate()));
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException invalid) {
            return Optional.empty();
        }
    }

    private static Optional<PortList> ports(String text) {
        PortList.Parsed parsed = PortList.parse(text);
        return parsed.rejected().isEmpty() ? Optional.of(parsed.ports()) : Optional.empty();
    }

    private static Optional<PortSet> portSet(String text) {
        PortSet.Parsed parsed = PortSet.parse(text);
        return parsed.rejected().isEmpty() ? Optional.of(parsed.ports()) : Optional.empty();
    }

    private static Optional<String> portsOrAll(String text) {
        return text.equals("*") ? Optional.of(text) : ports(text).map(PortList::toString);
    }

    private static Optional<List<String>> hosts(String text) {
        return text.isBlank() ? Optional.of(List.of()) : names(text, HOST);
    }

    private static Optional<List<String>> clients(String text) {
        return text.isBlank() ? Optional.of(List.of()) : names(text, CLIENT);
    }

    private static Optional<List<String>> names(String text, Pattern pattern) {
        return Optional.of(commaSeparated(text)).filter(all -> all.stream().allMatch(pattern.asMatchPredicate()));
    }

    private static List<String> commaSeparated(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
    }
}
