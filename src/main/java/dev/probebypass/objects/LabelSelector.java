package dev.probebypass.objects;

import java.util.List;
import java.util.Map;

/**
 * A Kubernetes label selector: every requirement must hold.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors">Label
 *     selectors</a>
 */
public record LabelSelector(List<Requirement> requirements) {

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /** What a requirement says about a label. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    /** One requirement on one label. */
    public record Requirement(String key, Operator operator, List<String> values) {

        public Requirement {
            values = List.copyOf(values);
        }

        boolean holds(Map<String, String> labels) {
            return switch (operator) {
                case IN -> labels.containsKey(key) && values.contains(labels.get(key));
                case NOT_IN -> !labels.containsKey(key) || !values.contains(labels.get(key));
                case EXISTS -> labels.containsKey(key);
                case DOES_NOT_EXIST -> !labels.containsKey(key);
            };
        }

        boolean holds(LabelHashes labels) {
            return switch (operator) {
                case IN -> hasOneOf(labels);
                case NOT_IN -> !hasOneOf(labels);
                case EXISTS -> labels.has(key);
                case DOES_NOT_EXIST -> !labels.has(key);
            };
        }

        private boolean hasOneOf(LabelHashes labels) {
            return values.stream().anyMatch(value -> labels.has(key, value));
        }
    }

    /** Whether a thing with these labels is selected. A selector without requirements selects nothing here, as in the meshes that have one. */
    public boolean selects(Map<String, String> labels) {
        return !requirements.isEmpty() && requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    /** Whether every requirement holds for a thing with these labels. Without requirements everything is selected, as Kubernetes has it. */
    public boolean admits(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    /** The same for labels of which only hashes are kept. */
    public boolean admits(LabelHashes labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    /** The bytes of memory that it takes, estimated. */
    public long size() {
        return requirements.stream()
                .mapToLong(requirement -> ObjectSize.OBJECT
                        + ObjectSize.text(requirement.key())
                        + requirement.values().stream()
                                .mapToLong(ObjectSize::text)
                                .sum())
                .sum();
    }
}
