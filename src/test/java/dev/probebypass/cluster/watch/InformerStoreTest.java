package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ObjectKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InformerStoreTest {

    private final Set<String> held = new TreeSet<>();
    private final Set<String> forgotten = new TreeSet<>();
    private final Set<String> odd = new TreeSet<>();
    private final List<String> reports = new ArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final InformerStore store =
            new InformerStore(new PickySink(), (key, problem) -> reports.add(key + ": " + problem));
    private final InformerStore.Door door = store.open(heard::incrementAndGet);

    private static GenericKubernetesResource object(String key) {
        return InformerObjects.bare(ObjectKey.parse(key));
    }

    private void deliver(String key) {
        GenericKubernetesResource object = object(key);
        door.put(door.getKey(object), object);
    }

    @Test
    void passesObjectsOnAndKeepsTheirKeys() {
        deliver("shop/web");
        deliver("shop");

        assertThat(held).containsExactly("shop", "shop/web");
        assertThat(door.keySet()).containsExactlyInAnyOrder("shop", "shop/web");
        assertThat(door.values()).containsExactlyInAnyOrder(object("shop"), object("shop/web"));
        assertThat(door.get("shop/web")).isEqualTo(object("shop/web"));
        assertThat(door.get("shop/api")).isNull();
        assertThat(door.size()).isEqualTo(2);
        assertThat(heard).hasValue(2);
    }

    @Test
    void removes() {
        deliver("shop/web");

        door.remove("shop/web");

        assertThat(held).isEmpty();
        assertThat(door.size()).isZero();
    }

    @Test
    void clearedItTakesEveryObjectFromTheSink() {
        deliver("shop/web");
        deliver("shop/api");

        store.clear();

        assertThat(held).isEmpty();
        assertThat(door.size()).isZero();
    }

    @Test
    void reportsAnObjectThatCantBeReadOnce() {
        deliver("shop/web");
        odd.add("shop/web");

        deliver("shop/web");
        deliver("shop/web");

        assertThat(held).isEmpty();
        assertThat(reports).containsExactly("shop/web: odd");
        assertThat(store.unreadable()).isEqualTo(1);
        assertThat(door.size()).isEqualTo(1);
    }

    @Test
    void reportsItAgainAfterItCouldBeRead() {
        odd.add("shop/web");
        deliver("shop/web");
        odd.clear();
        deliver("shop/web");
        assertThat(store.unreadable()).isZero();
        odd.add("shop/web");

        deliver("shop/web");

        assertThat(reports).hasSize(2);
    }

    @Test
    void forgetsAnUnreadableObjectThatIsRemoved() {
        odd.add("shop/web");
        deliver("shop/web");

        door.remove("shop/web");

        assertThat(store.unreadable()).isZero();
    }

    @Test
    void takesNothingThroughAClosedDoor() {
        deliver("shop/web");

        door.close();
        deliver("shop/api");
        door.remove("shop/web");

        assertThat(held).containsExactly("shop/web");
        assertThat(heard).hasValue(1);
    }

    @Test
    void leavesItsKeysToTheNextInformer() {
        deliver("shop/web");
        door.close();

        InformerStore.Door next = store.open(heard::incrementAndGet);

        assertThat(next.keySet()).containsExactly("shop/web");
    }

    @Test
    void keepsNoKeysWhereTheSinkKeepsNothing() {
        deliver("shop/web");
        deliver("tenant/one");
        forgotten.add("tenant");

        deliver("tenant/two");

        assertThat(door.keySet()).containsExactly("shop/web");
        door.remove("tenant/one");
        assertThat(held).containsExactly("shop/web", "tenant/two");
    }

    @Test
    void takesAnObjectWithoutMetadata() {
        GenericKubernetesResource bare = new GenericKubernetesResource();
        bare.setMetadata(null);

        assertThat(door.getKey(bare)).isEmpty();
    }

    private final class PickySink implements ObjectSink {
        @Override
        public void put(ObjectKey key, JsonNode object) {
            if (odd.contains(key.toString())) {
                throw new IllegalArgumentException("odd");
            }
            held.add(key.toString());
        }

        @Override
        public boolean isForgotten(ObjectKey key) {
            return key.namespace().filter(forgotten::contains).isPresent();
        }

        @Override
        public void remove(ObjectKey key) {
            held.remove(key.toString());
        }
    }
}
