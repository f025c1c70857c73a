package dev.probebypass.shipped;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;

/** Package URLs whose parts are known to be right. */
final class Purl {

    private Purl() {}

    static PackageURL of(PackageURLBuilder parts) {
        try {
            return parts.build();
        } catch (MalformedPackageURLException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
