package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The cluster's one node as its root sees it, which can do to a server what no API allows. The server's image has no shell, so its
 * processes are found by the cgroup they are in.
 *
 * @param command runs what follows it on the node
 */
record Node(List<String> command) {

    private static final String VARIABLE = "CLUSTER_NODE";

    private static final String PROCESS = """
            pid=$(grep -l "$1" /proc/[0-9]*/cgroup 2>/dev/null | head -n 1 | cut -d / -f 3)
            [ -n "$pid" ] || { echo "no process in a cgroup like $1" >&2; exit 1; }
            """;

    /** A process that the kubelet has not marked to be ended first, as it has the server, takes more than the limit leaves. */
    private static final String EXHAUST = PROCESS + """
            path=$(sed -n 's/^[0-9]*:memory:/memory/p' "/proc/$pid/cgroup")
            [ -n "$path" ] || path=$(sed -n 's/^0:://p' "/proc/$pid/cgroup")
            cgroup=/sys/fs/cgroup/$path
            limit=$(cat "$cgroup/memory.limit_in_bytes" 2>/dev/null || cat "$cgroup/memory.max")
            sh -c 'echo -1000 >"/proc/$$/oom_score_adj"
              echo $$ >"$0/cgroup.procs" && head -c "$1" /dev/zero | tail >/dev/null' \\
              "$cgroup" $((limit - 67108864)) || [ $? = 137 ]
            """;

    /** But for what the kubelet asks of its health, where that is wanted. */
    private static final String CUT_OFF = PROCESS + """
            nsenter --target "$pid" --net nft -f - <<RULES
            table inet lost
            delete table inet lost
            table inet lost {
              chain in {
                type filter hook input priority 0; policy drop; iif lo accept
                $2
              }
              chain out {
                type filter hook output priority 0; policy drop; oif lo accept
                $3
              }
            }
            RULES
            """;

    Node {
        command = List.copyOf(command);
    }

    /** The one whose way in the environment names; without one, a test that needs it is left out. */
    static Node find(Map<String, String> environment) {
        String command = environment.getOrDefault(VARIABLE, "");
        if (command.isBlank()) {
            return Assumptions.abort(
                    "left out: set %s to what runs a command as root on the cluster's one node, as deploy/lab/lab run does"
                            .formatted(VARIABLE));
        }
        return new Node(List.of(command.strip().split("\\s+")));
    }

    /** Ends a server by SIGKILL. */
    void kill(Pod server) {
        run(PROCESS + "kill -KILL \"$pid\"", container(server));
    }

    /** Has the kernel end a server for want of memory. What fills it is no victim, but ends with the container. */
    void exhaust(Pod server) {
        run(EXHAUST, container(server));
    }

    /** Takes away a server's network, in both directions. */
    void cutOff(Pod server) {
        run(CUT_OFF, pod(server), "", "");
    }

    /** The same, but the kubelet goes on seeing its readiness: so it looks to a cluster that does not yet know that the node is lost. */
    void cutOffUnnoticed(Pod server) {
        run(CUT_OFF, pod(server), "tcp dport 8080 accept", "tcp sport 8080 accept");
    }

    void reconnect(Pod server) {
        run(PROCESS + "nsenter --target \"$pid\" --net nft delete table inet lost", pod(server));
    }

    private static String container(Pod server) {
        return server.getStatus()
                .getContainerStatuses()
                .getFirst()
                .getContainerID()
                .replaceFirst("^.*://", "");
    }

    /** In a cgroup's name the dashes of a UID are perhaps underscores. */
    private static String pod(Pod server) {
        return server.getMetadata().getUid().replace('-', '.');
    }

    private void run(String script, String... arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("sh", "-c", script, "sh"));
        words.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new AssertionError("on the node: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't run %s, which %s names".formatted(command, VARIABLE), e);
        }
    }
}
