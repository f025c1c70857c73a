package dev.probebypass.mesh.istio;

import java.util.List;

/**
 * A rule of an AuthorizationPolicy.
 *
 * @param isForSome whether it says from whom, or when
 * @param needsIdentity whether it is for callers alone that say who they are
 * @param isForStrangers whether it is surely for callers that do not say who they are, be it that it is for everybody
 * @param ports what it says of ports under {@code when}
 * @param operations what it is for: one of them
 */
record AuthorizationRule(
        boolean isForSome,
        boolean needsIdentity,
        boolean isForStrangers,
        PortCondition ports,
        List<Operation> operations) {

    AuthorizationRule {
        operations = List.copyOf(operations);
    }

    /**
     * What a rule is for.
     *
     * @param isLimited whether it is for some methods or hosts alone
     */
    record Operation(PortCondition ports, PathCondition paths, boolean isLimited) {}

    /** How much a call is compared with at most. */
    long conditions() {
        return operations.stream()
                .mapToLong(operation -> 1 + operation.paths().patterns())
                .sum();
    }

    /** Whether a call of somebody without an identity may be what it is for. */
    boolean mayMeet(String port, String path) {
        return !needsIdentity
                && operations.stream()
                        .anyMatch(operation ->
                                admits(operation, port) && operation.paths().admits(path));
    }

    /** Whether it surely is. */
    boolean meets(String port, String path) {
        return isForStrangers
                && operations.stream()
                        .anyMatch(operation -> !operation.isLimited()
                                && admits(operation, port)
                                && operation.paths().admits(path));
    }

    /** Whether it is for that port, and says so. */
    boolean names(String port) {
        return operations.stream()
                .anyMatch(operation -> admits(operation, port)
                        && (ports.names(port) || operation.ports().names(port)));
    }

    /** Whether it names ports that it is not for, and is for that one. */
    boolean leavesIn(String port) {
        return operations.stream()
                .anyMatch(operation -> admits(operation, port)
                        && (ports.leavesOutOthers() || operation.ports().leavesOutOthers()));
    }

    /** Whether it names the path of a health check on that port, or one beside it. */
    boolean isAbout(String path, String port) {
        return operations.stream()
                .anyMatch(operation ->
                        admits(operation, port) && operation.paths().isAbout(path));
    }

    /** Whether it is for everybody, and for all that a caller may want of that port. */
    boolean opens(String port) {
        return !isForSome
                && operations.stream()
                        .anyMatch(operation ->
                                !operation.isLimited() && operation.paths().isEmpty() && admits(operation, port));
    }

    private boolean admits(Operation operation, String port) {
        return ports.admits(port) && operation.ports().admits(port);
    }
}
