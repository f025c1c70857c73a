package dev.probebypass.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalForwardingTest {

    private static final Container APPLICATION =
            LabelledPods.pod(Map.of()).containers().getFirst();

    private static Container login(Optional<String> name, ContainerPort... declared) {
        return new Container(
                name, Container.Kind.REGULAR, List.of(declared), List.of(), List.of(), List.of(8080), List.of());
    }

    private static List<Route> toTheApplication(Container... containers) {
        Pod pod = LabelledPods.pod(Map.of());
        Pod changed = new Pod(
                pod.namespace(),
                pod.name(),
                Optional.empty(),
                pod.labels(),
                pod.annotations(),
                false,
                Optional.empty(),
                List.of(),
                List.of(containers));
        Routes routes = new Routes(new int[] {8080}, _ -> false);
        new LocalForwarding().find(new RouteQuery(changed, Services.NONE, _ -> false), routes);
        return routes.to(8080);
    }

    @Test
    void isLikelyWhereAnotherContainerNamesThePort() {
        assertThat(toTheApplication(APPLICATION, login(Optional.of("login"))))
                .containsExactly(Route.likely("container", "login", Optional.of("forwards to it")));
    }

    @Test
    void namesAContainerThatHasNoName() {
        assertThat(toTheApplication(APPLICATION, login(Optional.empty())))
                .extracting(Route::name)
                .containsExactly("without a name");
    }

    /** It looks at itself. */
    @Test
    void isNoneWhereTheContainerProbesThePort() {
        Container itself = new Container(
                Optional.of("app"),
                Container.Kind.REGULAR,
                List.of(),
                APPLICATION.probes(),
                List.of(),
                List.of(8080),
                List.of());

        assertThat(toTheApplication(APPLICATION, itself)).isEmpty();
    }

    @Test
    void isNoneWhereTheContainerDeclaresThePort() {
        Container itself = login(Optional.of("app"), new ContainerPort(Optional.empty(), 8080, 0, "TCP"));

        assertThat(toTheApplication(APPLICATION, itself)).isEmpty();
    }
}
