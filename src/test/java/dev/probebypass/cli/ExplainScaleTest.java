package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twice the input takes twice the work, told by what is allocated: nothing is asked of each pod for each other object. */
class ExplainScaleTest {

    private static final int SOME = 300;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static String input(int number) {
        return IntStream.range(0, number).mapToObj(i -> """
                        ---
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web-%1$d, namespace: shop}
                        spec:
                          template:
                            metadata: {labels: {app: web-%1$d, sidecar.istio.io/inject: "true"}}
                            spec:
                              containers:
                                - name: web
                                  ports: [{name: http, containerPort: 8080}]
                                  readinessProbe: {httpGet: {port: 8081, path: /ready}}
                                  livenessProbe: {httpGet: {port: http, path: /live}}
                        ---
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web-%1$d, namespace: shop}
                        spec: {selector: {app: web-%1$d}, ports: [{port: 80, targetPort: http}]}
                        """.formatted(i)).collect(Collectors.joining());
    }

    private static long allocated(String input, String... options) {
        Session session = new Session().withInput(input);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Session.Result result = session.run(options);
        long after = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(result.exitCode()).as(result.err()).isZero();
        return after - before;
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain -f -", "explain -f - -o json", "explain -f - --summary", "inject -f -"})
    void growsWithTheInput(String command) {
        String[] words = command.split(" ", -1);
        allocated(input(SOME), words);

        long once = allocated(input(SOME), words);
        long twice = allocated(input(2 * SOME), words);

        assertThat(twice).isLessThan(once * 5 / 2);
    }
}
