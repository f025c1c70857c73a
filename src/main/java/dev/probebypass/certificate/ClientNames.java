package dev.probebypass.certificate;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * The clients that are answered, by the names in their certificates: a cluster's authority signs kubelets and users too.
 *
 * @param accepted names as they stand in a certificate, letter by letter; none if any client of the authorities will do
 */
public record ClientNames(Set<String> accepted) {

    /** Any client that the authorities vouch for. */
    public static final ClientNames ANY = new ClientNames(Set.of());

    public ClientNames {
        accepted = Set.copyOf(accepted);
    }

    /** Whether the certificate has one of the names: a common name, or an alternative one of any kind that is text. */
    boolean accept(X509Certificate client) throws CertificateException {
        return accepted.isEmpty() || of(client).stream().anyMatch(accepted::contains);
    }

    /**
     * The names of a certificate: the common names of its subject, then its alternative names.
     *
     * @throws CertificateException when one of them is damaged
     */
    static Set<String> of(X509Certificate certificate) throws CertificateException {
        try {
            return Stream.concat(commonNames(certificate), alternativeNames(certificate))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (CertificateParsingException | IllegalArgumentException | IllegalStateException damaged) {
            // The parsers' messages have the odd text in them.
            throw new CertificateException("a name in the certificate can't be read", damaged);
        }
    }

    private static Stream<String> commonNames(X509Certificate certificate) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return Stream.of(subject.getRDNs(BCStyle.CN))
                .flatMap(relative -> Stream.of(relative.getTypesAndValues()))
                .filter(attribute -> attribute.getType().equals(BCStyle.CN))
                .map(AttributeTypeAndValue::getValue)
                .filter(ASN1String.class::isInstance)
                .map(text -> ((ASN1String) text).getString());
    }

    /** Of DNS, URI, e-mail and IP as text; those of other kinds are bytes. */
    private static Stream<String> alternativeNames(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names =
                Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of());
        return names.stream()
                .map(name -> name.get(1))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}
