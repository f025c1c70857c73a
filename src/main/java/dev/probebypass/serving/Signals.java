package dev.probebypass.serving;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * What the operating system tells the process. Java's own way, a shutdown hook, hears of the first signal only, and lets the
 * process end with its number. So this is {@code sun.misc.Signal}, which every JDK has; by reflection, since the compiler
 * has no way to accept it without a warning.
 */
final class Signals {

    private Signals() {}

    /**
     * Hears a signal, in a thread of its own each time. Where that is not possible ({@code -Xrs}) nothing changes.
     *
     * @param name without {@code SIG}
     * @param heard is given the signal's number
     */
    static void hear(String name, IntConsumer heard) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, method, given) -> {
                        if (!method.getName().equals("handle")) {
                            throw new UnsupportedOperationException(method.getName());
                        }
                        heard.accept((int) signal.getMethod("getNumber").invoke(given[0]));
                        return null;
                    });
            Object which = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, which, ours);
        } catch (InvocationTargetException | ClassNotFoundException | NoSuchMethodException notHere) {
            return; // then the JVM does what it does by itself
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has another sun.misc.Signal", e);
        }
    }
}
