package dev.probebypass.apiserver;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A user of the cluster who may read what was granted, and nothing else. */
record Permissions(ControlPlane controlPlane, String user) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String[] READ = {"get", "list", "watch"};
    private static final String RBAC = "rbac.authorization.k8s.io";

    /** The user's way in. */
    Path kubeconfig() {
        return controlPlane.kubeconfigOf(user, "tests");
    }

    /** Grants reading of a resource in the whole cluster. */
    Permissions everywhere(String group, String resource) {
        return everywhere(group, resource, READ);
    }

    /** Grants some verbs on a resource in the whole cluster. */
    Permissions everywhere(String group, String resource, String... verbs) {
        String name = user + "-" + resource;
        create(
                new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(rule(group, resource, verbs))
                        .build(),
                new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef(RBAC, "ClusterRole", name)
                        .addNewSubject(RBAC, "User", user, null)
                        .build());
        await(access(group, resource, verbs[0]).build());
        return this;
    }

    /** Grants reading of all ConfigMaps of a namespace, as the chart does. */
    Permissions allConfigMaps(String namespace) {
        return configMaps(namespace);
    }

    /** Grants reading of some ConfigMaps, by their names. */
    Permissions configMaps(String namespace, String... names) {
        create(
                new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(user)
                        .endMetadata()
                        .withRules(new PolicyRuleBuilder(rule("", "configmaps", READ))
                                .withResourceNames(names)
                                .build())
                        .build(),
                new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(user)
                        .endMetadata()
                        .withNewRoleRef(RBAC, "Role", user)
                        .addNewSubject(RBAC, "User", user, null)
                        .build());
        await(access("", "configmaps", "watch")
                .withNamespace(namespace)
                .withName(names.length == 0 ? "any" : names[0])
                .build());
        return this;
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }

    private void create(HasMetadata... objects) {
        List.of(objects)
                .forEach(object -> controlPlane.client().resource(object).create());
    }

    /** The API server learns of what was granted by a watch. */
    private void await(ResourceAttributes access) {
        SubjectAccessReview question = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user)
                .withResourceAttributes(access)
                .endSpec()
                .build();
        Eventually.holds(
                "%s is to be allowed %s of %s".formatted(user, access.getVerb(), access.getResource()),
                LIMIT,
                () -> controlPlane
                        .client()
                        .resource(question)
                        .create()
                        .getStatus()
                        .getAllowed());
    }

    private static ResourceAttributesBuilder access(String group, String resource, String verb) {
        return new ResourceAttributesBuilder()
                .withGroup(group)
                .withResource(resource)
                .withVerb(verb);
    }
}
