package dev.probebypass.report;

import dev.probebypass.text.FirstOf;
import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what {@code why} says for people: a line for each thing. */
public record WorkloadText(TextTable table) {

    private static final int INDENT = 2;

    /** So many pods are named. */
    private static final int MOST = 3;

    private static final int LONGEST_VALUE = 1_800;

    /** Writes all of it. */
    public void write(WorkloadDocument workload) {
        table.paragraph(0, AnsiStyle.BOLD, heading(workload));
        line("settings", workload.settings());
        if (workload.reason() != null) {
            line("left", workload.reason());
        }
        workload.ports().forEach(this::port);
        if (!workload.options().isEmpty()) {
            line("said", workload.options().stream().map(WorkloadText::option).collect(Collectors.joining("; ")));
        }
        line("a new pod gets", annotations(workload.annotations()));
        workload.pods().forEach(this::pods);
        workload.warnings().forEach(warning -> table.paragraph(INDENT, AnsiStyle.YELLOW, "warning: " + warning));
        workload.notes().forEach(note -> line("note", note));
        List<String> toDo = workload.toDo().isEmpty() ? List.of("nothing") : workload.toDo();
        toDo.forEach(deed -> table.paragraph(INDENT, AnsiStyle.BOLD, "to do: " + deed));
    }

    private static String heading(WorkloadDocument workload) {
        int pods =
                workload.pods().stream().mapToInt(group -> group.names().size()).sum();
        return "%s (%s)  mesh %s  %s"
                .formatted(
                        OutsideText.escape(workload.namespace() + "/" + workload.name(), 2 * OutsideText.NAME),
                        workload.kind(),
                        workload.mesh() == null ? "none" : workload.mesh(),
                        pods == 1 ? "1 pod" : pods + " pods");
    }

    private void line(String title, String text) {
        table.paragraph(INDENT, AnsiStyle.PLAIN, title + ": " + text);
    }

    private void port(WorkloadDocument.Port port) {
        List<String> facts = new ArrayList<>();
        facts.add("%s (%s): %s".formatted(port.verdict(), port.reason(), port.explanation()));
        if (!port.callers().isEmpty()) {
            facts.add("called by " + String.join(", ", port.callers()));
        }
        if (!port.routes().isEmpty()) {
            facts.add("routes: " + String.join(", ", port.routes()));
        }
        if (port.guard() != null) {
            facts.add("guard: " + port.guard());
        }
        facts.add("mTLS: " + port.mutualTls());
        line("port " + port.port().json(), String.join("; ", facts));
    }

    private static String option(WorkloadDocument.Option option) {
        return "%s %s (%s)".formatted(option.name(), OutsideText.quote(option.value(), LONGEST_VALUE), option.level());
    }

    private static String annotations(Map<String, String> annotations) {
        return annotations.isEmpty()
                ? "none of our annotations or of the mesh's lists"
                : annotations.entrySet().stream()
                        .map(each -> each.getKey() + " " + OutsideText.quote(each.getValue(), LONGEST_VALUE))
                        .collect(Collectors.joining(", "));
    }

    private void pods(WorkloadDocument.Pods group) {
        int all = group.names().size();
        line(
                all == 1 ? "1 pod" : all + " pods",
                "%s%s (%s)"
                        .formatted(
                                group.upToDate() ? "as a new one" : "with " + annotations(group.annotations()),
                                group.sidecar() ? "" : ", no sidecar",
                                FirstOf.list(MOST, group.names())));
    }
}
