package dev.probebypass.mesh;

/** What an injector did to a pod that had asked for nothing, and so what its configuration is. */
public interface Injection {

    /** Whether nothing in the pod sets up the redirection, so that a plugin of the node does. */
    boolean usesPlugin();

    /** Whether a port was excluded before the injector came. */
    boolean followsExclusionOf(int port);

    /** What the injector does, in words that follow its name. */
    String describe();

    /** The chart's values that say the same, as {@code --set} takes them. */
    String values();
}
