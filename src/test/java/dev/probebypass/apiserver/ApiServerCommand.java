package dev.probebypass.apiserver;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;

/** How a kube-apiserver is started that only has to serve its API on loopback. */
record ApiServerCommand(Path binary, String etcd, Credentials credentials, Workspace workspace) {

    static final String AUDIT_LOG = "audit.log";

    List<String> listeningOn(int port) {
        KeyPair serviceAccounts = credentials.serviceAccounts();
        return List.of(
                binary.toString(),
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--tls-cert-file="
                        + workspace.file(
                                "apiserver.crt", credentials.apiServer().certificatePem()),
                "--tls-private-key-file="
                        + workspace.file(
                                "apiserver.key", credentials.apiServer().keyPem()),
                "--client-ca-file="
                        + workspace.file("ca.crt", credentials.authority().pem()),
                "--service-account-issuer=https://127.0.0.1:" + port,
                "--service-account-key-file="
                        + workspace.file("service-account.pub", Pem.of(serviceAccounts.getPublic())),
                "--service-account-signing-key-file="
                        + workspace.file("service-account.key", Pem.of(serviceAccounts.getPrivate())),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--authorization-mode=RBAC",
                // No controller makes the service accounts this plugin would ask for.
                "--disable-admission-plugins=ServiceAccount",
                // Nothing reads the endpoints of the kubernetes Service, and loopback is no valid one.
                "--endpoint-reconciler-type=none",
                "--audit-policy-file=" + workspace.file("audit-policy.yaml", AuditLog.POLICY),
                "--audit-log-path=" + workspace.path(AUDIT_LOG),
                "--audit-log-mode=blocking",
                "--profiling=false");
    }
}
