package dev.probebypass.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services and pods of well-known demonstrations, operators and charts, reduced to what selects and what is selected. */
class WellKnownShapesTest {

    private static final String SELECTS = "selects it";
    private static final String NO_WORD = "-";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                # who                                 | the Service's selector | the pod's labels | what is right
                Online Boutique, its own              | app=frontend | app=frontend | selects it
                Online Boutique, another of its parts | app=frontend | app=cartservice | -
                bookinfo, all versions                | app=reviews | app=reviews, version=v2 | selects it
                bookinfo, one version                 | app=reviews, version=v1 | app=reviews, version=v2 | selects version=v1 now and may be turned
                bookinfo, another application         | app=reviews | app=ratings, version=v1 | -
                Sock Shop, its own                    | name=carts | name=carts | selects it
                Sock Shop, the database beside it     | name=carts | name=carts-db | -
                helm create, its own                  | app.kubernetes.io/name=shop, app.kubernetes.io/instance=spring | app.kubernetes.io/name=shop, app.kubernetes.io/instance=spring, app.kubernetes.io/version=1.4.0 | selects it
                helm create, a worker beside it       | app.kubernetes.io/name=shop, app.kubernetes.io/instance=spring | app.kubernetes.io/name=shop-worker, app.kubernetes.io/instance=spring | -
                helm create, web and worker           | app.kubernetes.io/name=shop, app.kubernetes.io/instance=spring, app.kubernetes.io/component=web | app.kubernetes.io/name=shop, app.kubernetes.io/instance=spring, app.kubernetes.io/component=worker | -
                helm create, the release of another   | app.kubernetes.io/name=shop, app.kubernetes.io/instance=spring | app.kubernetes.io/name=shop, app.kubernetes.io/instance=autumn | -
                Airflow, web server and scheduler     | tier=airflow, component=webserver, release=data | tier=airflow, component=scheduler, release=data | -
                Airflow, web server                   | tier=airflow, component=webserver, release=data | tier=airflow, component=webserver, release=data | selects it
                Temporal, frontend and worker         | app.kubernetes.io/name=temporal, app.kubernetes.io/instance=t, app.kubernetes.io/component=frontend | app.kubernetes.io/name=temporal, app.kubernetes.io/instance=t, app.kubernetes.io/component=worker | -
                Harbor, core and job service          | release=hub, app=harbor, component=core | release=hub, app=harbor, component=jobservice | -
                Loki, read and write                  | app.kubernetes.io/name=loki, app.kubernetes.io/instance=logs, app.kubernetes.io/component=read | app.kubernetes.io/name=loki, app.kubernetes.io/instance=logs, app.kubernetes.io/component=write | -
                Loki, the gossip ring of all          | app.kubernetes.io/name=loki, app.kubernetes.io/instance=logs, app.kubernetes.io/part-of=memberlist | app.kubernetes.io/name=loki, app.kubernetes.io/instance=logs, app.kubernetes.io/component=write, app.kubernetes.io/part-of=memberlist | selects it
                Sentry, web and worker                | app=sentry, release=errors, role=web | app=sentry, release=errors, role=worker | -
                Sentry, web                           | app=sentry, release=errors, role=web | app=sentry, release=errors, role=web | selects it
                Redis, two releases                   | app.kubernetes.io/name=redis, app.kubernetes.io/instance=carts, app.kubernetes.io/component=master | app.kubernetes.io/name=redis, app.kubernetes.io/instance=sessions, app.kubernetes.io/component=master | -
                Redis, master and replica             | app.kubernetes.io/name=redis, app.kubernetes.io/instance=carts, app.kubernetes.io/component=master | app.kubernetes.io/name=redis, app.kubernetes.io/instance=carts, app.kubernetes.io/component=replica | -
                Redis Sentinel, the master's label    | app.kubernetes.io/name=redis, app.kubernetes.io/instance=carts, isMaster=true | app.kubernetes.io/name=redis, app.kubernetes.io/instance=carts | may select it later
                Redis operator, a replica             | app=carts, redis-role=master | app=carts, redis-role=slave | selects redis-role=master now and may be turned
                CNPG, the primary to come             | cnpg.io/cluster=orders, cnpg.io/instanceRole=primary | cnpg.io/cluster=orders | may select it later
                CNPG, a replica                       | cnpg.io/cluster=orders, cnpg.io/instanceRole=primary | cnpg.io/cluster=orders, cnpg.io/instanceRole=replica | selects cnpg.io/instanceRole=primary now and may be turned
                CNPG, another cluster                 | cnpg.io/cluster=orders, cnpg.io/instanceRole=primary | cnpg.io/cluster=carts | -
                CNPG, another cluster's primary       | cnpg.io/cluster=orders, cnpg.io/instanceRole=primary | cnpg.io/cluster=carts, cnpg.io/instanceRole=primary | -
                ECK, another cluster                  | common.k8s.elastic.co/type=elasticsearch, elasticsearch.k8s.elastic.co/cluster-name=logs | common.k8s.elastic.co/type=elasticsearch, elasticsearch.k8s.elastic.co/cluster-name=search | -
                ECK, its own                          | common.k8s.elastic.co/type=elasticsearch, elasticsearch.k8s.elastic.co/cluster-name=logs | common.k8s.elastic.co/type=elasticsearch, elasticsearch.k8s.elastic.co/cluster-name=logs | selects it
                Kafka, a broker's own Service         | app=kafka, statefulset.kubernetes.io/pod-name=kafka-0 | app=kafka, statefulset.kubernetes.io/pod-name=kafka-0 | selects it
                Kafka, another broker's Service       | app=kafka, statefulset.kubernetes.io/pod-name=kafka-0 | app=kafka, statefulset.kubernetes.io/pod-name=kafka-1 | selects statefulset.kubernetes.io/pod-name=kafka-0 now and may be turned
                Kafka, a broker in a manifest         | app=kafka, statefulset.kubernetes.io/pod-name=kafka-0 | app=kafka | may select it later
                Strimzi, brokers and the operator     | strimzi.io/cluster=events, strimzi.io/kind=Kafka, strimzi.io/name=events-kafka | strimzi.io/cluster=events, strimzi.io/kind=Kafka, strimzi.io/name=events-entity-operator | -
                Strimzi, another cluster              | strimzi.io/cluster=events, strimzi.io/kind=Kafka, strimzi.io/name=events-kafka | strimzi.io/cluster=audit, strimzi.io/kind=Kafka, strimzi.io/name=audit-kafka | -
                Patroni, before the role is set       | application=spilo, cluster-name=orders, spilo-role=master | application=spilo, cluster-name=orders | may select it later
                Patroni, a replica                    | application=spilo, cluster-name=orders, spilo-role=master | application=spilo, cluster-name=orders, spilo-role=replica | selects spilo-role=master now and may be turned
                Patroni, another cluster              | application=spilo, cluster-name=orders, spilo-role=master | application=spilo, cluster-name=carts, spilo-role=replica | -
                Vault, before one is active           | app.kubernetes.io/name=vault, app.kubernetes.io/instance=v, component=server, vault-active=true | app.kubernetes.io/name=vault, app.kubernetes.io/instance=v, component=server | may select it later
                Vault, a standby                      | app.kubernetes.io/name=vault, app.kubernetes.io/instance=v, component=server, vault-active=true | app.kubernetes.io/name=vault, app.kubernetes.io/instance=v, component=server, vault-active=false | selects vault-active=true now and may be turned
                Vault, its injector                   | app.kubernetes.io/name=vault, app.kubernetes.io/instance=v, component=server | app.kubernetes.io/name=vault-agent-injector, app.kubernetes.io/instance=v, component=webhook | -
                Longhorn, manager and user interface  | app=longhorn-ui | app=longhorn-manager | -
                Longhorn, the share manager to come   | longhorn.io/share-manager=pvc-1 | longhorn.io/share-manager=pvc-2 | -
                Longhorn, the conversion webhook      | longhorn.io/conversion-webhook=longhorn-conversion-webhook | app=longhorn-manager | -
                Argo Rollouts, the revision before    | app=basket, rollouts-pod-template-hash=6c9b7d54f8 | app=basket, rollouts-pod-template-hash=7d5f4bb9c4 | selects rollouts-pod-template-hash=6c9b7d54f8 now and may be turned
                Argo Rollouts, another Rollout        | app=basket, rollouts-pod-template-hash=6c9b7d54f8 | app=orders, rollouts-pod-template-hash=7d5f4bb9c4 | -
                Flagger, the target and its primary   | app=podinfo-primary | app=podinfo | -
                blue/green by version                 | app=web, version=blue | app=web, version=green | selects version=blue now and may be turned
                blue/green by colour                  | app=web, color=blue | app=web, color=green | selects color=blue now and may be turned
                blue/green by deployment              | app=web, deployment=one | app=web, deployment=two | selects deployment=one now and may be turned
                blue/green of another application     | app=web, version=blue | app=api, version=green | -
                OpenShift, deployment turned          | app=web, deploymentconfig=web, deployment=web-1 | app=web, deploymentconfig=web, deployment=web-2 | selects deployment=web-1 now and may be turned
                canary by track                       | app=web, track=stable | app=web, track=canary | selects track=stable now and may be turned
                kube-prometheus, two Prometheuses     | app.kubernetes.io/name=prometheus, prometheus=main | app.kubernetes.io/name=prometheus, prometheus=edge | -
                Keycloak, the headless one of all     | app=keycloak | app=keycloak, statefulset.kubernetes.io/pod-name=keycloak-0 | selects it
                MongoDB, the arbiter beside it        | app.kubernetes.io/name=mongodb, app.kubernetes.io/instance=m, app.kubernetes.io/component=mongodb | app.kubernetes.io/name=mongodb, app.kubernetes.io/instance=m, app.kubernetes.io/component=arbiter | -
                RabbitMQ operator, another cluster    | app.kubernetes.io/name=orders | app.kubernetes.io/name=carts, app.kubernetes.io/part-of=rabbitmq | -
                Ingress NGINX, controller and backend | app.kubernetes.io/name=ingress-nginx, app.kubernetes.io/instance=edge, app.kubernetes.io/component=controller | app.kubernetes.io/name=ingress-nginx, app.kubernetes.io/instance=edge, app.kubernetes.io/component=default-backend | -
                GitLab, two parts of one release      | app=webservice, release=git | app=sidekiq, release=git | -
                Jenkins, controller and agents        | app.kubernetes.io/component=jenkins-controller, app.kubernetes.io/instance=ci | jenkins/label=maven | -
                Selenium Grid, hub and nodes          | app=selenium-hub | app=selenium-node-chrome | -
                """)
    void tellsWhichPodsAServiceIsFor(String who, String selector, String labels, String right) {
        assertThat(word(labels(selector), LabelledPods.pod(labels(labels))))
                .as(who)
                .isEqualTo(right);
    }

    private static String word(Map<String, String> selector, Pod pod) {
        Service service = new Service(
                "service", selector, List.of(new Service.Port(Optional.empty(), new PortReference.Numbered(8080), 80)));
        Optional<Route> route = new NamespaceRoutes(Services.of(List.of(service), LabelKeys.DEFAULT), List.of(), true)
                .into(pod, _ -> false, _ -> false, true)
                .best(8080);
        return route.map(found -> found.phrase().orElse(SELECTS)).orElse(NO_WORD);
    }

    private static Map<String, String> labels(String text) {
        return Arrays.stream(text.split(", "))
                .map(label -> label.split("=", 2))
                .collect(Collectors.toMap(label -> label[0], label -> label[1]));
    }
}
