package dev.probebypass.admission;

/**
 * The names in a request that the API server itself has made or checked before it asks. Where they are anything else, somebody
 * else asks. What is in the pod is checked by nobody before.
 */
final class RequestNames {

    private static final int LONGEST_NAMESPACE = 63;
    private static final int LONGEST_UID = 128;

    private RequestNames() {}

    /** Whether a namespace may have that name: a label of DNS (RFC 1123), of 1 to 63 characters. */
    static boolean isNamespace(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAMESPACE
                && name.charAt(0) != '-'
                && name.charAt(name.length() - 1) != '-'
                && isLabel(name);
    }

    private static boolean isLabel(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isOfLabel(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfLabel(char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '-';
    }

    /** Whether a request may have that uid: 1 to 128 printable characters of ASCII. */
    static boolean isUid(String uid) {
        return !uid.isEmpty() && uid.length() <= LONGEST_UID && isPrintable(uid);
    }

    private static boolean isPrintable(String uid) {
        for (int i = 0; i < uid.length(); i++) {
            if (uid.charAt(i) < ' ' || uid.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
