package dev.probebypass.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the two Helms, and the chart. */
public enum Helm {
    HELM_3("helm3"),
    HELM_4("helm");

    public static final Path CHART = Path.of("charts", "probe-bypass").toAbsolutePath();

    private final String tool;

    Helm(String tool) {
        this.tool = tool;
    }

    /** What a command wrote and how it ended. */
    public record Run(int exit, String out, String err) {

        /** The output of a command that went well. */
        public String ok() {
            if (exit != 0) {
                throw new AssertionError("it ended with %d:%n%s%s".formatted(exit, out, err));
            }
            return out;
        }
    }

    /** Runs it without a cluster. */
    Run run(String... arguments) {
        return run(GoTools.build(tool).resolve(tool), List.of(arguments));
    }

    /** Runs it against a cluster. */
    Run in(ControlPlane controlPlane, String... arguments) {
        return in(controlPlane.kubeconfig(), arguments);
    }

    /** Runs it against the cluster that a file says how to reach. */
    public Run in(Path kubeconfig, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--kubeconfig=" + kubeconfig);
        return run(GoTools.build(tool).resolve(tool), all);
    }

    /** What the chart makes of values; the release is called like the chart, and so is its namespace. */
    String template(String... flags) {
        List<String> all = new ArrayList<>(
                List.of("template", "probe-bypass", CHART.toString(), "-n", "probe-bypass", "--kube-version=1.37.2"));
        all.addAll(List.of(flags));
        return run(all.toArray(String[]::new)).ok();
    }

    static Run run(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            Path err = Files.createTempFile("helm", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.onExit().join().exitValue();
            return new Run(exit, out, Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
