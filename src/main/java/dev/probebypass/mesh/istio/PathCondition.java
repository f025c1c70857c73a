package dev.probebypass.mesh.istio;

import java.util.List;

/**
 * What an operation of an AuthorizationPolicy says of paths.
 *
 * @param only the paths that it is for; all if there are none
 * @param not those that it is not for
 */
record PathCondition(List<PathPattern> only, List<PathPattern> not) {

    PathCondition {
        only = List.copyOf(only);
        not = List.copyOf(not);
    }

    boolean isEmpty() {
        return only.isEmpty() && not.isEmpty();
    }

    /** How many there are in all. */
    int patterns() {
        return only.size() + not.size();
    }

    /** Whether it is for that path. */
    boolean admits(String path) {
        return !isExempt(path) && (only.isEmpty() || only.stream().anyMatch(pattern -> pattern.matches(path)));
    }

    /**
     * Whether it names the path of a health check, or one beside it: under the first segment of the path. Where it is for all paths
     * but some, those are beside it that have the same first segment and more.
     */
    boolean isAbout(String path) {
        return !isEmpty() && (admits(path) || (only.isEmpty() ? hasOthersBeside(path) : namesOthersBeside(path)));
    }

    private boolean namesOthersBeside(String path) {
        String first = firstSegment(path);
        return !first.equals("/")
                && only.stream().anyMatch(pattern -> pattern.isUnder(first) && !not.contains(pattern));
    }

    private boolean hasOthersBeside(String path) {
        String first = firstSegment(path);
        return !first.equals(path) && !isExempt(first + "/*");
    }

    private boolean isExempt(String path) {
        return not.stream().anyMatch(pattern -> pattern.matches(path));
    }

    /** Such as {@code /actuator}. */
    private static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }
}
