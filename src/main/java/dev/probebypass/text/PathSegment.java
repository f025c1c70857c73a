package dev.probebypass.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A name from outside as one segment of the path of a request to the API server.
 *
 * <p>To encode it is not enough: the API server decodes the whole path before it looks for the slashes in it, so that {@code
 * ..%2Fsecrets} is two segments to it. Who asks by a name checks first whether it can be one.
 */
public final class PathSegment {

    private PathSegment() {}

    /**
     * Whether an object may have that name.
     *
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.37.2/staging/src/k8s.io/apimachinery/pkg/api/validation/path/name.go">IsValidPathSegmentName</a>
     */
    public static boolean canBe(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('%') < 0;
    }

    /** The name with all characters encoded that mean something in an address. */
    public static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
