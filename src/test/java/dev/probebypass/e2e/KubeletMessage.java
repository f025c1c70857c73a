package dev.probebypass.e2e;

import java.util.List;
import java.util.regex.Pattern;

/** The kubelet's words about a probe, without what differs from pod to pod and from attempt to attempt. */
final class KubeletMessage {

    private record Replacement(Pattern what, String by) {}

    private static final String ADDRESS = "(?<![0-9a-f.:])(?!127\\.)\\[?[0-9a-f:.]+]?:\\d+";

    private static final List<Replacement> REPLACEMENTS = List.of(
            replace("\\(combined from similar events\\): ", ""),
            replace("^(Readiness|Liveness|Startup) probe (failed|errored)( and resulted in \\w+ state)?: ", ""),
            replace("^(Get|Post) \"[^\"]*\": ", ""),
            replace(ADDRESS + "->" + ADDRESS, ""),
            replace("\"?" + ADDRESS + "\"?", ""),
            replace("\\|", "\\\\|"),
            replace("\\s+", " "),
            replace(" : ", ": "),
            replace(" :", ":"));

    private KubeletMessage() {}

    private static Replacement replace(String what, String by) {
        return new Replacement(Pattern.compile(what), by);
    }

    static String shortly(String message) {
        String text = message;
        for (Replacement replacement : REPLACEMENTS) {
            text = replacement.what().matcher(text).replaceAll(replacement.by());
        }
        return text.strip();
    }
}
