package dev.probebypass.apiserver;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.VersionInfo;
import java.nio.file.Path;
import java.util.Map;

/** An etcd and a kube-apiserver on loopback: what a cluster says, without anything that acts on it. */
final class ControlPlane implements AutoCloseable {

    private final Workspace workspace;
    private final Credentials credentials;
    private final Etcd etcd;
    private final ApiServer apiServer;
    private final KubernetesClient client;
    private final Path kubeconfig;

    private ControlPlane(Workspace workspace, Credentials credentials, Etcd etcd, ApiServer apiServer) {
        this.workspace = workspace;
        this.credentials = credentials;
        this.etcd = etcd;
        this.apiServer = apiServer;
        this.kubeconfig = workspace.file("kubeconfig", credentials.kubeconfig(apiServer.url(), credentials.admin()));
        this.client = new KubernetesClientBuilder().withConfig(config()).build();
    }

    static ControlPlane start(Binaries binaries) {
        long began = System.nanoTime();
        Workspace workspace = Workspace.create();
        Credentials credentials = Credentials.create();
        Etcd etcd = Etcd.start(binaries.etcd(), workspace);
        try {
            ApiServer apiServer =
                    ApiServer.start(new ApiServerCommand(binaries.apiServer(), etcd.url(), credentials, workspace));
            System.err.printf("control plane ready in %d ms%n", (System.nanoTime() - began) / 1_000_000);
            return new ControlPlane(workspace, credentials, etcd, apiServer);
        } catch (RuntimeException | Error e) {
            etcd.close();
            workspace.close();
            throw e;
        }
    }

    /** A client that may do everything. */
    KubernetesClient client() {
        return client;
    }

    /** The API without a typed client: warnings, dry runs. */
    RawApi api() {
        return apiServer.api();
    }

    /** The admin's file, for {@code --kubeconfig}. */
    Path kubeconfig() {
        return kubeconfig;
    }

    /** The file of a client that may do only what it is granted. */
    Path kubeconfigOf(String user, String group) {
        Identity client = authority().client(user, group);
        return file("kubeconfig-" + user, credentials.kubeconfig(apiServer.url(), client));
    }

    /** Keeps a file as long as this control plane runs. */
    Path file(String name, String content) {
        return workspace.file(name, content);
    }

    /** Where a server beside this control plane writes what it says. */
    Path logOf(String server) {
        return workspace.log(server);
    }

    /** Vouches for the API server, and for whom a test wants it to believe. */
    CertificateAuthority authority() {
        return credentials.authority();
    }

    AuditLog auditLog() {
        return new AuditLog(workspace.path(ApiServerCommand.AUDIT_LOG));
    }

    /** What the API server says of itself, webhooks it can't reach included. */
    Path log() {
        return workspace.log(ApiServer.NAME);
    }

    VersionInfo version() {
        return client.getKubernetesVersion();
    }

    int port() {
        return apiServer.url().getPort();
    }

    /** A namespace of a fresh name: without controllers a deleted one never goes. */
    String createNamespace(Map<String, String> labels) {
        return client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("test-")
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
    }

    /** Takes the API server away; etcd keeps what was stored. */
    void stopApiServer() {
        apiServer.stop();
    }

    /** Brings the API server back on the port it had, and returns when it is ready. */
    void startApiServer() {
        apiServer.startAgain();
    }

    private Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(apiServer.url().toString())
                .withCaCertData(Pem.base64(credentials.authority().pem()))
                .withClientCertData(Pem.base64(credentials.admin().certificatePem()))
                .withClientKeyData(Pem.base64(credentials.admin().keyPem()))
                .build();
    }

    @Override
    public void close() {
        client.close();
        apiServer.close();
        etcd.close();
        workspace.close();
    }
}
