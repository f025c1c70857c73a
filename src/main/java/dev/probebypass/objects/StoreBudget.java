package dev.probebypass.objects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which namespaces have more objects than are kept. It counts the bytes of all caches that share it. Where one namespace comes
 * to more than its bound, it is over; where all together do, the one that holds most is, and so on until the others fit. The
 * caches drop what they hold of a namespace that is over, and go on telling how much it would be, so that it can be let in
 * again. What a cache has left of dropped objects counts too; where that of one namespace comes to more than the bound, or it is
 * that which holds most, it is forgotten, names and all: nothing is known of it until all its objects are told anew.
 *
 * <p>Its lock is that of the caches too, which change together with it.
 */
public final class StoreBudget {

    /** Who is let in again has to fit with room to spare, or the next object would be one too many again. */
    private static final long QUARTERS = 3;

    private final String kind;
    private final StoreLimits.Bound bound;
    private final StoreListener listener;
    private final Map<Optional<String>, Account> accounts = new HashMap<>();
    private final List<Sharer> caches = new ArrayList<>();
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

    /** A cache, which can drop what it holds of a namespace, but for what is left, or forget all. */
    interface Sharer {

        void drop(Optional<String> namespace);

        void forget(Optional<String> namespace);
    }

    /** What one namespace's objects take, or would take, and what is left of them where they are dropped; those that are in no namespace have one too. */
    private static final class Account {

        private final Optional<String> namespace;
        private long bytes;
        private long left;
        private boolean over;
        private boolean forgotten;

        private long held() {
            return over ? left : bytes;
        }

        private Account(Optional<String> namespace) {
            this.namespace = namespace;
        }
    }

    synchronized void share(Sharer cache) {
        caches.add(cache);
    }

    /** Whether nothing is known of a namespace but that it had too much. */
    public synchronized boolean isForgotten(Optional<String> namespace) {
        Account account = accounts.get(namespace);
        return account != null && account.forgotten;
    }

    synchronized boolean isOver(Optional<String> namespace) {
        Account account = accounts.get(namespace);
        return account != null && account.over;
    }

    /** The bytes that are kept. */
    public synchronized long kept() {
        return kept;
    }

    /** How many namespaces are over; objects that are in none do not count. */
    public synchronized long over() {
        return accounts.values().stream()
                .filter(account -> account.over && account.namespace.isPresent())
                .count();
    }

    /**
     * A namespace's objects take more, or less.
     *
     * @param bytes the difference
     * @param left the difference of what would be left of them
     */
    synchronized void add(Optional<String> namespace, long bytes, long left) {
        Account account = accounts.computeIfAbsent(namespace, Account::new);
        account.bytes += bytes;
        account.left += left;
        kept += account.over ? left : bytes;
        if (account.bytes == 0) { // no object takes nothing
            accounts.remove(namespace);
        }
        while (account.held() > bound.one()) {
            shrink(account);
        }
        while (kept > bound.all()) {
            largest().ifPresent(this::shrink);
        }
    }

    private Optional<Account> largest() {
        return accounts.values().stream().max(Comparator.comparingLong(Account::held));
    }

    private void shrink(Account account) {
        kept -= account.held();
        if (account.over) {
            account.forgotten = true;
            account.bytes = 0;
            account.left = 0;
            caches.forEach(cache -> cache.forget(account.namespace));
        } else {
            account.over = true;
            caches.forEach(cache -> cache.drop(account.namespace));
            listener.dropped(kind, account.namespace, account.bytes);
        }
        kept += account.held();
    }

    /**
     * Lets those in again that have shrunk enough, the smallest first.
     *
     * @return whether there were any: the caches have to be told their objects anew
     */
    public synchronized boolean readmit() {
        List<Account> over = accounts.values().stream()
                .filter(account -> account.over && !account.forgotten)
                .sorted(Comparator.comparingLong(account -> account.bytes))
                .toList();
        boolean any = false;
        for (Account account : over) {
            if (fits(account.bytes, bound.one()) && fits(kept - account.left + account.bytes, bound.all())) {
                account.over = false;
                kept += account.bytes - account.left;
                listener.readmitted(kind, account.namespace);
                any = true;
            }
        }
        return any;
    }

    /**
     * Lets those in again of which nothing is known, whatever they have now.
     *
     * @return whether there were any: the caches have to be told their objects anew, and when they have heard all
     */
    public synchronized boolean readmitForgotten() {
        List<Account> forgotten =
                accounts.values().stream().filter(account -> account.forgotten).toList();
        forgotten.forEach(account -> {
            accounts.remove(account.namespace);
            listener.readmitted(kind, account.namespace);
        });
        return !forgotten.isEmpty();
    }

    private static boolean fits(long bytes, long bound) {
        return bytes <= bound / (QUARTERS + 1) * QUARTERS;
    }
}
