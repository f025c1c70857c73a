package dev.probebypass.mesh;

/** How well the configuration is known by which a mesh treats a pod. */
public enum Certainty {
    /** The mesh's own objects say it. */
    CURRENT("REVISION"),
    /** They said it; now they are gone, or can't be read. */
    KEPT("KEPT"),
    /** The user's settings say it of a configuration that can't be seen. */
    SAID("SETTINGS"),
    /** A command assumes it that has no cluster to look at; it says so. */
    ASSUMED("ASSUMED"),
    /** Nobody knows it. */
    UNSEEN("UNSEEN");

    private final String word;

    Certainty(String word) {
        this.word = word;
    }

    /** One word for where the configuration comes from, in capitals. */
    public String word() {
        return word;
    }
}
