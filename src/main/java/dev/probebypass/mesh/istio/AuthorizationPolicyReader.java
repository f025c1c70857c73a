package dev.probebypass.mesh.istio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.mesh.istio.AuthorizationPolicy.Action;
import dev.probebypass.mesh.istio.AuthorizationRule.Operation;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.routes.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads AuthorizationPolicies. Whatever is missing or of another type is read as absent. */
final class AuthorizationPolicyReader {

    /** The version that every release serves that is supported. */
    static final WatchedKind KIND =
            WatchedKind.namespaced("security.istio.io", "v1beta1", AuthorizationPolicy.KIND, "authorizationpolicies");

    /** With it a policy is tried out, and refuses nobody. */
    private static final String DRY_RUN = "istio.io/dry-run";

    static final List<List<String>> FIELDS = List.of(
            List.of("metadata", "annotations", DRY_RUN),
            List.of("spec", "selector"),
            List.of("spec", "targetRef"),
            List.of("spec", "targetRefs"),
            List.of("spec", "action"),
            List.of("spec", "rules"));

    private static final List<String> IDENTITIES =
            List.of("principals", "namespaces", "serviceAccounts", "trustDomains", "requestPrincipals");

    private static final List<String> IDENTITIES_LEFT_OUT =
            List.of("notPrincipals", "notNamespaces", "notServiceAccounts", "notTrustDomains", "notRequestPrincipals");

    private static final Pattern IDENTITY =
            Pattern.compile("source\\.(principal|namespace|serviceAccount|trustDomain)|request\\.auth\\..*");

    private static final String PORT = "destination.port";

    private AuthorizationPolicyReader() {}

    static KindStore<AuthorizationPolicy, List<AuthorizationPolicy>> store(StoreBudget budget) {
        return new KindStore<>(budget, KIND, FIELDS, AuthorizationPolicyReader::read, Function.identity());
    }

    private static Optional<AuthorizationPolicy> read(ClusterObject object) {
        JsonNode spec = object.json().path("spec");
        boolean isForOthers =
                !spec.path("targetRef").isEmpty() || !spec.path("targetRefs").isEmpty();
        boolean isTriedOut = Optional.ofNullable(object.annotations().get(DRY_RUN))
                .flatMap(GoBoolean::parse)
                .orElse(false);
        return action(spec.path("action").asText("ALLOW"))
                .filter(_ -> !isForOthers && !isTriedOut)
                .map(action -> new AuthorizationPolicy(
                        object.key(),
                        action,
                        Selectors.labels(spec.path("selector").path("matchLabels")),
                        rules(spec.path("rules"))));
    }

    private static Optional<Action> action(String word) {
        return Stream.of(Action.values())
                .filter(action -> action.name().equals(word))
                .findFirst();
    }

    private static List<AuthorizationRule> rules(JsonNode rules) {
        List<AuthorizationRule> read = new ArrayList<>(rules.size());
        rules.forEach(rule -> read.add(rule(rule)));
        return read;
    }

    private static AuthorizationRule rule(JsonNode rule) {
        boolean isForSome = !rule.path("from").isEmpty();
        boolean needsIdentity = isForSome && haveIdentity(rule.path("from"));
        boolean isForStrangers = !isForSome || haveStrangers(rule.path("from"));
        List<String> ports = new ArrayList<>(0);
        List<String> notPorts = new ArrayList<>(0);
        for (JsonNode condition : rule.path("when")) {
            if (condition.path("key").asText().equals(PORT)) {
                ports.addAll(texts(condition.path("values")));
                notPorts.addAll(texts(condition.path("notValues")));
            } else {
                isForSome = true;
                needsIdentity |= isIdentity(condition);
                isForStrangers &= leavesIdentityOut(condition);
            }
        }
        return new AuthorizationRule(
                isForSome,
                needsIdentity,
                isForStrangers,
                PortCondition.of(ports, notPorts),
                operations(rule.path("to")));
    }

    private static boolean haveIdentity(JsonNode from) {
        for (JsonNode each : from) {
            if (IDENTITIES.stream()
                    .allMatch(field -> each.path("source").path(field).isEmpty())) {
                return false;
            }
        }
        return true;
    }

    /** Whether some source is all but callers of some identities, and so whoever has none. */
    private static boolean haveStrangers(JsonNode from) {
        for (JsonNode each : from) {
            JsonNode source = each.path("source");
            if (!source.isEmpty()
                    && source.properties().stream()
                            .allMatch(field ->
                                    field.getValue().isEmpty() || IDENTITIES_LEFT_OUT.contains(field.getKey()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIdentity(JsonNode condition) {
        return isAboutIdentity(condition) && !condition.path("values").isEmpty();
    }

    private static boolean leavesIdentityOut(JsonNode condition) {
        return isAboutIdentity(condition) && condition.path("values").isEmpty();
    }

    private static boolean isAboutIdentity(JsonNode condition) {
        return IDENTITY.matcher(condition.path("key").asText()).matches();
    }

    /** Without any it is for all. */
    private static List<Operation> operations(JsonNode to) {
        List<Operation> operations = new ArrayList<>();
        to.forEach(each -> operations.add(operation(each.path("operation"))));
        if (operations.isEmpty()) {
            operations.add(operation(to));
        }
        return operations;
    }

    private static Operation operation(JsonNode operation) {
        boolean isLimited = Stream.of("methods", "notMethods", "hosts", "notHosts")
                .anyMatch(field -> !operation.path(field).isEmpty());
        return new Operation(
                PortCondition.of(texts(operation.path("ports")), texts(operation.path("notPorts"))),
                new PathCondition(patterns(operation.path("paths")), patterns(operation.path("notPaths"))),
                isLimited);
    }

    private static List<PathPattern> patterns(JsonNode paths) {
        return texts(paths).stream().map(PathPattern::new).toList();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>(list.size());
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
