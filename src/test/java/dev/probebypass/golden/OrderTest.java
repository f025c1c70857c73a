package dev.probebypass.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.Planner;
import dev.probebypass.cluster.ClusterStore;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.objects.ClusterObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden cases again, with their objects in other orders: a watch brings them in any. */
class OrderTest {

    private static final int ORDERS = 12;

    static List<Case> cases() {
        return Case.all().stream().filter(golden -> golden.objects().size() > 1).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesTheSamePlanInWhateverOrderObjectsCome(Case golden) {
        Plan expected = InProcess.plan(golden, golden.pod());
        List<JsonNode> objects = new ArrayList<>(golden.objects());
        Random random = new Random(golden.sentence().hashCode());

        for (int i = 0; i < ORDERS; i++) {
            Collections.shuffle(objects, random);

            assertThat(plan(golden, TestMeshes.cluster(objects, golden.settings().istio())))
                    .isEqualTo(expected);
        }
    }

    /** Objects that go and come again, such as a tag that is moved; what is kept while they are gone does not stay kept. */
    @ParameterizedTest
    @MethodSource("cases")
    void makesTheSamePlanWhenObjectsHaveBeenGone(Case golden) {
        Plan expected = InProcess.plan(golden, golden.pod());
        Random random = new Random(golden.sentence().hashCode());
        ClusterStore store =
                TestMeshes.cluster(golden.objects(), golden.settings().istio());
        List<JsonNode> again = new ArrayList<>(golden.objects());

        for (int i = 0; i < ORDERS; i++) {
            Collections.shuffle(again, random);
            List<JsonNode> some = again.subList(0, random.nextInt(again.size() + 1));
            some.stream().map(OrderTest::placed).forEach(object -> store.remove(object.kind(), object.key()));
            some.stream().map(OrderTest::placed).forEach(store::apply);

            assertThat(plan(golden, store)).isEqualTo(expected);
        }
    }

    private static ClusterObject placed(JsonNode json) {
        return ClusterStore.placed(ClusterObject.of(json));
    }

    private static Plan plan(Case golden, ClusterStore store) {
        return new Planner(golden.options())
                .plan(InProcess.read(golden.pod()), store.snapshot(golden.namespace()));
    }
}
