package dev.probebypass.apiserver;

import java.net.URI;
import java.security.KeyPair;

/** Who is who in one cluster. */
record Credentials(CertificateAuthority authority, Identity apiServer, Identity admin, KeyPair serviceAccounts) {

    static Credentials create() {
        CertificateAuthority authority = CertificateAuthority.create("cluster");
        return new Credentials(
                authority,
                authority.server("kube-apiserver"),
                authority.client("admin", "system:masters"),
                Keys.ellipticCurve());
    }

    /** A client's way in, in the form every Kubernetes program reads. */
    String kubeconfig(URI server, Identity client) {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters:
                - name: test
                  cluster: {server: "%s", certificate-authority-data: %s}
                users:
                - name: test
                  user: {client-certificate-data: %s, client-key-data: %s}
                """.formatted(
                server, Pem.base64(authority.pem()), Pem.base64(client.certificatePem()), Pem.base64(client.keyPem()));
    }
}
