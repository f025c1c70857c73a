package dev.probebypass.mesh.istio;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a rule of an AuthorizationPolicy says of ports.
 *
 * @param only the ports that it is for; all if there are none
 * @param not those that it is not for
 */
record PortCondition(Set<String> only, Set<String> not) {

    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");

    PortCondition {
        only = Set.copyOf(only);
        not = Set.copyOf(not);
    }

    static PortCondition of(Collection<String> only, Collection<String> not) {
        return new PortCondition(numbers(only), numbers(not));
    }

    /** As istiod reads them: a number may begin with zeros. */
    private static Set<String> numbers(Collection<String> ports) {
        return ports.stream()
                .map(port -> LEADING_ZEROS.matcher(port).replaceFirst(""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is for that port, be it among others. */
    boolean admits(String port) {
        return (only.isEmpty() || only.contains(port)) && !not.contains(port);
    }

    /** Whether it names that port. */
    boolean names(String port) {
        return only.contains(port) && !not.contains(port);
    }

    /** Whether it names ports that it is not for. */
    boolean leavesOutOthers() {
        return !not.isEmpty();
    }
}
