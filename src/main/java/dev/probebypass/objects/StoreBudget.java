package dev.probebypass.objects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which namespaces have more objects than are kept. It counts the bytes of all caches that share it. Where one namespace comes
 * to more than its bound, it is over; where all together do, the one that holds most is, and so on until the others fit. The
 * caches drop what they hold of a namespace that is over, and go on telling how much it would be, so that it can be let in
 * again. What a cache has left of a dropped object is small, and not counted.
 *
 * <p>Its lock is that of the caches too, which change together with it.
 */
public final class StoreBudget {

    /** Who is let in again has to fit with room to spare, or the next object would be one too many again. */
    private static final long QUARTERS = 3;

    private final String kind;
    private final StoreLimits.Bound bound;
    private final StoreListener listener;
    private final Map<String, Account> accounts = new HashMap<>();
    private final List<Consumer<String>> caches = new ArrayList<>();
    private long kept;

    /**
     * A budget of which nothing is spent.
     *
     * @param kind what is kept, for the listener
     */
    public StoreBudget(String kind, StoreLimits.Bound bound, StoreListener listener) {
        this.kind = kind;
        this.bound = bound;
        this.listener = listener;
    }

    /** A budget for whatever comes. */
    public static StoreBudget unlimited() {
        return new StoreBudget("", StoreLimits.Bound.NONE, StoreListener.NONE);
    }

    /** What one namespace's objects take, or would take. */
    private static final class Account {

        private final String namespace;
        private long bytes;
        private boolean over;

        private Account(String namespace) {
            this.namespace = namespace;
        }
    }

    /** Has a cache drop what it holds of a namespace that is over. */
    synchronized void share(Consumer<String> drop) {
        caches.add(drop);
    }

    synchronized boolean isOver(String namespace) {
        Account account = accounts.get(namespace);
        return account != null && account.over;
    }

    /** The bytes that are kept. */
    public synchronized long kept() {
        return kept;
    }

    /** How many namespaces are over. */
    public synchronized long over() {
        return accounts.values().stream().filter(account -> account.over).count();
    }

    /**
     * A namespace's objects take more, or less.
     *
     * @param bytes the difference
     */
    synchronized void add(String namespace, long bytes) {
        Account account = accounts.computeIfAbsent(namespace, Account::new);
        account.bytes += bytes;
        kept += account.over ? 0 : bytes;
        if (account.bytes == 0) { // no object takes nothing
            accounts.remove(namespace);
        }
        if (!account.over && account.bytes > bound.one()) {
            drop(account);
        }
        while (kept > bound.all()) {
            largest().ifPresent(this::drop);
        }
    }

    private Optional<Account> largest() {
        return accounts.values().stream()
                .filter(account -> !account.over)
                .max(Comparator.comparingLong(account -> account.bytes));
    }

    private void drop(Account account) {
        account.over = true;
        kept -= account.bytes;
        caches.forEach(drop -> drop.accept(account.namespace));
        listener.dropped(kind, account.namespace, account.bytes);
    }

    /**
     * Lets those in again that have shrunk enough, the smallest first.
     *
     * @return whether there were any: the caches have to be told their objects anew
     */
    public synchronized boolean readmit() {
        List<Account> over = accounts.values().stream()
                .filter(account -> account.over)
                .sorted(Comparator.comparingLong(account -> account.bytes))
                .toList();
        boolean any = false;
        for (Account account : over) {
            if (fits(account.bytes, bound.one()) && fits(kept + account.bytes, bound.all())) {
                account.over = false;
                kept += account.bytes;
                listener.readmitted(kind, account.namespace);
                any = true;
            }
        }
        return any;
    }

    private static boolean fits(long bytes, long bound) {
        return bytes <= bound / (QUARTERS + 1) * QUARTERS;
    }
}
