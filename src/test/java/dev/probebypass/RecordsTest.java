package dev.probebypass;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what decision 10 says: a record copies the collections that it is given. */
class RecordsTest {

    /** The values of one review, which are made, read and dropped by one thread. */
    private static final Set<String> OF_A_REVIEW = Set.of(
            "pod.Annotations",
            "pod.Container",
            "pod.Pod",
            "bypass.AuditNotice",
            "bypass.MeshedPodPlanner$Decisions",
            "bypass.Plan",
            "bypass.PortDecisions",
            "patch.Operation$AddObject");

    private static final List<JavaClass> RECORDS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.probebypass").stream()
                    .filter(JavaClass::isRecord)
                    .filter(each -> collections(each) > 0)
                    .toList();

    @Test
    void copiesItsCollectionsUnlessItIsOfOneReview() {
        Set<String> keeping = RECORDS.stream()
                .filter(each -> copies(each) < collections(each))
                .map(RecordsTest::name)
                .collect(Collectors.toSet());

        assertThat(RECORDS).hasSizeGreaterThan(40);
        assertThat(keeping).isEqualTo(OF_A_REVIEW);
    }

    private static String name(JavaClass record) {
        return record.getName().substring("dev.probebypass.".length());
    }

    private static long collections(JavaClass record) {
        return types(record)
                .filter(type -> Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type))
                .count();
    }

    private static long copies(JavaClass record) {
        String[] types = types(record).map(Class::getName).toArray(String[]::new);
        JavaConstructor canonical = record.getConstructor(types);
        return canonical.getMethodCallsFromSelf().stream()
                .filter(RecordsTest::isCopy)
                .count();
    }

    /** What is unmodifiable and has an order was put into a new collection before. */
    private static boolean isCopy(JavaMethodCall call) {
        return call.getName().equals("copyOf") || call.getName().startsWith("unmodifiable");
    }

    private static Stream<Class<?>> types(JavaClass record) {
        return Arrays.stream(record.reflect().getRecordComponents()).map(RecordComponent::getType);
    }
}
