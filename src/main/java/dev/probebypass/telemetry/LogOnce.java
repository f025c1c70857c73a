package dev.probebypass.telemetry;

import java.util.HashSet;
import java.util.Set;

/**
 * Which of the texts about one trouble are news. A trouble may be told in two texts that take turns for hours; each is news
 * once until the trouble is over, and so are only so many.
 */
public final class LogOnce {

    /** Whoever has read so many of one trouble learns nothing from another. */
    private static final int MOST = 8;

    private final Set<String> told = new HashSet<>();

    /** Whether a text has not been told since the trouble began. */
    public synchronized boolean isNews(String text) {
        return told.size() < MOST && told.add(text);
    }

    /** The trouble is over: the same would be news again. */
    public synchronized void settle() {
        told.clear();
    }
}
