package dev.probebypass.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.PodReason;
import dev.probebypass.bypass.Reason;
import dev.probebypass.mesh.Certainty;
import dev.probebypass.testing.IstioInjector;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden cases.
 *
 * <p>{@code -Dgolden.update=true} writes what was decided as what is expected. Read the difference then: the expectation
 * is the specification's, not the code's.
 */
class GoldenTest {

    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    /** What the API server passes on of a warning at most. */
    private static final int WARNING_LENGTH = 256;

    private static final String ANNOTATIONS = "/metadata/annotations";

    private static final DecisionPath WAY = new InProcess();

    static List<Case> cases() {
        return Case.all();
    }

    /** The cases about a pod that the injector has yet to see. */
    static Stream<Case> casesToInject() {
        return cases().stream().filter(GoldenTest::willBeInjected);
    }

    private static boolean willBeInjected(Case golden) {
        Plan plan = InProcess.plan(golden, golden.pod());
        return plan.mesh().isPresent()
                && !plan.isProvisional()
                && plan.reason().filter(PodReason.UNREADABLE_PORT_LIST::equals).isEmpty()
                && InProcess.patch(golden.pod(), plan).refusal().isEmpty()
                && !IstioInjector.hasInjected(golden.pod());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decidesAsSpecified(Case golden) {
        Case.Expected decided = InProcess.decide(golden);

        if (UPDATE) {
            decided.write(golden.folder());
        } else {
            assertThat(decided.decisions())
                    .as("%s: decisions", golden)
                    .isEqualTo(golden.expected().decisions());
            assertThat(decided.patch())
                    .as("%s: patch", golden)
                    .isEqualTo(golden.expected().patch());
            assertThat(decided.warnings())
                    .as("%s: warnings", golden)
                    .isEqualTo(golden.expected().warnings());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheSameAndNoPatchWhenAskedAboutThePatchedPod(Case golden) {
        DecisionPath.Outcome first = WAY.ask(golden, golden.pod());

        JsonNode patched = JsonPatch.apply(first.patch(), golden.pod());

        DecisionPath.Outcome second = WAY.ask(golden, patched);
        assertThat(second.patch()).isEmpty();
        assertThat(second.audit()).isEqualTo(first.audit());
        assertThat(second.warnings()).isEqualTo(first.warnings());
        assertThat(InProcess.plan(golden, patched).ports())
                .isEqualTo(InProcess.plan(golden, golden.pod()).ports());
    }

    /** A webhook with {@code reinvocationPolicy: IfNeeded} is called again once the injector has changed the pod. */
    @ParameterizedTest
    @MethodSource("casesToInject")
    void givesNoPatchWhenAskedAgainWithTheSidecar(Case golden) {
        JsonNode patched = patched(golden);

        DecisionPath.Outcome withInitContainer =
                WAY.ask(golden, Injectors.withInitContainer(golden).inject(patched));
        DecisionPath.Outcome withCni = WAY.ask(golden, Injectors.withCni(golden).inject(patched));

        assertThat(withInitContainer.patch()).as("%s, istio-init", golden).isEmpty();
        assertThat(withCni.patch()).as("%s, CNI", golden).isEmpty();
    }

    /**
     * The API server keeps the first text of an audit annotation, and complains of another one in its log. It gives a
     * warning once; a rewritten probe no longer shows what the first call warned of.
     */
    @ParameterizedTest
    @MethodSource("casesToInject")
    void saysNothingNewWhenAskedAgainWithTheSidecar(Case golden) {
        DecisionPath.Outcome first = WAY.ask(golden, golden.pod());
        JsonNode patched = patched(golden);

        DecisionPath.Outcome withInitContainer =
                WAY.ask(golden, Injectors.withInitContainer(golden).inject(patched));
        DecisionPath.Outcome withCni = WAY.ask(golden, Injectors.withCni(golden).inject(patched));

        assertThat(withInitContainer.audit()).as("%s, istio-init", golden).isEqualTo(first.audit());
        assertThat(withCni.audit()).as("%s, CNI", golden).isEqualTo(first.audit());
        if (!isUnseen(golden)) { // the injector's work may show what to warn of
            assertThat(first.warnings()).as("%s, istio-init", golden).containsAll(withInitContainer.warnings());
            assertThat(first.warnings()).as("%s, CNI", golden).containsAll(withCni.warnings());
        }
    }

    /** What is logged of the call with the sidecar: all that the first has not said, and no more where the mesh is seen. */
    @ParameterizedTest
    @MethodSource("casesToInject")
    void tellsWithTheSidecarWhatWasSaidBeforeItCame(Case golden) {
        List<String> first = WAY.ask(golden, golden.pod()).warnings();
        JsonNode patched = patched(golden);

        assertThat(List.of(Injectors.withInitContainer(golden), Injectors.withCni(golden)))
                .allSatisfy(injector -> {
                    JsonNode pod = injector.inject(patched);
                    List<String> said = InProcess.warningsBeforeInjection(golden, pod);
                    List<String> second = WAY.ask(golden, pod).warnings();

                    assertThat(said).noneMatch(without(first, second)::contains);
                    if (!isUnseen(golden) && !bringsItsRedirection(golden)) {
                        assertThat(said).containsAll(second);
                    }
                });
    }

    /** Whether the pod has an {@code istio-init} of its own, which can't be told from the injector's afterwards. */
    private static boolean bringsItsRedirection(Case golden) {
        return golden.pod().at("/spec/initContainers").findValuesAsText("name").contains("istio-init");
    }

    private static List<String> without(List<String> taken, List<String> from) {
        return from.stream().filter(each -> !taken.contains(each)).toList();
    }

    private static boolean isUnseen(Case golden) {
        return InProcess.plan(golden, golden.pod())
                .mesh()
                .filter(mesh -> mesh.certainty() == Certainty.UNSEEN)
                .isPresent();
    }

    /** The cases where nobody knows what Istio does, and the call after the injector's may see it. */
    static Stream<Case> provisionalCases() {
        return cases().stream()
                .filter(golden -> InProcess.plan(golden, golden.pod()).isProvisional())
                .filter(golden -> InProcess.plan(golden, golden.pod()).mode() == Options.Mode.ENFORCE);
    }

    @ParameterizedTest
    @MethodSource("provisionalCases")
    void decidesOnceTheInjectorHasBeenThereWhereThereIsStillTime(Case golden) {
        JsonNode patched = patched(golden);
        JsonNode withSidecar =
                IstioInjector.ofUnseen(IstioInjector.Redirection.CNI, false).inject(patched);

        DecisionPath.Outcome second = WAY.ask(golden, withSidecar);
        DecisionPath.Outcome third = WAY.ask(golden, JsonPatch.apply(second.patch(), withSidecar));

        assertThat(InProcess.plan(golden, withSidecar).isProvisional()).isFalse();
        assertThat(InProcess.plan(golden, withSidecar).ports())
                .allSatisfy(port -> assertThat(port.reason()).isNotEqualTo(Reason.MESH_UNSEEN));
        assertThat(third.patch()).as("%s: asked a third time", golden).isEmpty();
        assertThat(third.audit()).isEqualTo(second.audit());
    }

    @ParameterizedTest
    @MethodSource("provisionalCases")
    void givesNoPatchWhenTheRedirectionOrTheRewritingIsThereAlready(Case golden) {
        JsonNode patched = patched(golden);

        DecisionPath.Outcome withInitContainer = WAY.ask(
                golden,
                IstioInjector.ofUnseen(IstioInjector.Redirection.INIT_CONTAINER, false)
                        .inject(patched));

        assertThat(withInitContainer.patch()).as("%s, istio-init", golden).isEmpty();
    }

    private JsonNode patched(Case golden) {
        return JsonPatch.apply(WAY.ask(golden, golden.pod()).patch(), golden.pod());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void touchesOnlyAnnotations(Case golden) {
        JsonNode patch = WAY.ask(golden, golden.pod()).patch();

        assertThat(patch).allSatisfy(operation -> {
            assertThat(operation.path("op").asText()).isIn("add", "remove");
            assertThat(operation.path("path").asText()).startsWith(ANNOTATIONS);
            assertThat(operation.path("value"))
                    .allSatisfy(value -> assertThat(value.isTextual()).isTrue());
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void warnsInWholeSentencesThatTheApiServerPassesOn(Case golden) {
        List<String> warnings = WAY.ask(golden, golden.pod()).warnings();

        assertThat(warnings)
                .doesNotHaveDuplicates()
                .allSatisfy(warning -> assertThat(warning)
                        .hasSizeLessThanOrEqualTo(WARNING_LENGTH)
                        .matches(".* \\(PB\\d{3}\\)|.* more warnings; .*")
                        .doesNotContain("… (PB")
                        .matches(text -> text.chars().noneMatch(Character::isISOControl), "has no control character"));
    }
}
