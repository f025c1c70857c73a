package dev.probebypass.mesh.istio;

import dev.probebypass.objects.LabelSelector;
import dev.probebypass.pod.Annotations;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which pods Istio's sidecar injector takes: the selectors of its webhook, then the checks of istiod.
 *
 * @param policy {@code global.proxy.autoInject}
 * @param takesUnlabelledNamespaces {@code sidecarInjectorWebhook.enableNamespacesByDefault}
 * @param never {@code sidecarInjectorWebhook.neverInjectSelector}
 * @param always {@code sidecarInjectorWebhook.alwaysInjectSelector}
 * @param defaultTemplates {@code sidecarInjectorWebhook.defaultTemplates}
 * @see <a
 *     href="https://github.com/istio/istio/blob/master/manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml">mutatingwebhook.yaml</a>
 * @see <a href="https://github.com/istio/istio/blob/master/pkg/kube/inject/inject.go">inject.go: injectRequired</a>
 */
public record IstioSelection(
        Policy policy,
        boolean takesUnlabelledNamespaces,
        List<LabelSelector> never,
        List<LabelSelector> always,
        List<String> defaultTemplates) {

    /** The label of a namespace or pod that names the Istio revision. */
    public static final String REVISION = "istio.io/rev";

    /** The label of a namespace that asks for injection by the default revision. */
    public static final String INJECTION = "istio-injection";

    static final String INJECT = "sidecar.istio.io/inject";
    private static final String TEMPLATES = "inject.istio.io/templates";
    private static final String PROXY_CONFIG = "proxy.istio.io/config";

    /**
     * {@code interceptionMode: NONE} in the YAML or JSON of that annotation. Only a line feed ends a line ({@code d}): if each
     * carriage return began one too, each would have all that follows looked at again.
     */
    private static final Pattern NO_INTERCEPTION =
            Pattern.compile("(?md)^[^#\n]*\\binterceptionMode[\"']?\\s*:\\s*[\"']?NONE\\b");

    private static final String INTERCEPTION_MODE = "sidecar.istio.io/interceptionMode";
    private static final List<String> IGNORED_NAMESPACES =
            List.of("kube-system", "kube-public", "kube-node-lease", "local-path-storage");

    /** Templates of Istio's own chart that redirect nothing. A template of another name is taken to redirect. */
    private static final List<String> TEMPLATES_WITHOUT_REDIRECTION =
            List.of("gateway", "grpc-simple", "grpc-agent", "waypoint", "kube-gateway");

    /** What happens with a pod of which nothing says whether to inject it. */
    public enum Policy {
        /** It is injected. */
        ENABLED,
        /** It is not. */
        DISABLED,
        /** A word that istiod does not know: no pod is injected, whatever it says. */
        ILLEGAL
    }

    public IstioSelection {
        never = List.copyOf(never);
        always = List.copyOf(always);
        defaultTemplates = List.copyOf(defaultTemplates);
    }

    /** Whether the injector would put a sidecar into the pod. */
    boolean takes(Pod pod, String namespace, Map<String, String> namespaceLabels) {
        return !IGNORED_NAMESPACES.contains(namespace)
                && webhookSelects(pod.labels(), namespace, namespaceLabels)
                && istiodInjects(pod);
    }

    /** Whether traffic of a pod that the injector takes is redirected at all. */
    boolean redirects(Pod pod) {
        return !interceptionIsOff(pod.annotations()) && !templatesLackRedirection(pod);
    }

    private static boolean interceptionIsOff(Annotations annotations) {
        return annotations
                .get(INTERCEPTION_MODE)
                .map("NONE"::equals)
                .orElseGet(() -> annotations
                        .get(PROXY_CONFIG)
                        .filter(config -> NO_INTERCEPTION.matcher(config).find())
                        .isPresent());
    }

    private boolean templatesLackRedirection(Pod pod) {
        Optional<String> templates = pod.annotations().get(TEMPLATES);
        if (templates.isPresent()) {
            return lackRedirection(templates.get());
        }
        for (int i = 0; i < defaultTemplates.size(); i++) {
            if (!TEMPLATES_WITHOUT_REDIRECTION.contains(defaultTemplates.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Name by name: one annotation may have millions. */
    private static boolean lackRedirection(String templates) {
        for (int start = 0; start <= templates.length(); start = IstioPortLists.end(templates, start) + 1) {
            String name = templates.substring(start, IstioPortLists.end(templates, start));
            if (!TEMPLATES_WITHOUT_REDIRECTION.contains(name.strip())) {
                return false;
            }
        }
        return true;
    }

    private boolean webhookSelects(Map<String, String> labels, String namespace, Map<String, String> namespaceLabels) {
        String inject = labels.getOrDefault(INJECT, "");
        if (inject.equals("false")) {
            return false;
        }
        if (namespaceLabels.containsKey(INJECTION)) {
            return namespaceLabels.get(INJECTION).equals("enabled");
        }
        if (namespaceLabels.containsKey(REVISION) || labels.containsKey(REVISION)) {
            return true;
        }
        return inject.equals("true")
                || (takesUnlabelledNamespaces && !namespace.isEmpty() && !labels.containsKey(INJECT));
    }

    private boolean istiodInjects(Pod pod) {
        String inject = pod.labels().containsKey(INJECT)
                ? pod.labels().get(INJECT)
                : pod.annotations().get(INJECT).orElse("");
        return switch (inject) {
            case "true" -> policy != Policy.ILLEGAL;
            case "false" -> false;
            default -> injectsUnasked(pod);
        };
    }

    private boolean injectsUnasked(Pod pod) {
        if (policy == Policy.ILLEGAL || selects(never, pod)) {
            return false;
        }
        return policy == Policy.ENABLED || selects(always, pod);
    }

    private static boolean selects(List<LabelSelector> selectors, Pod pod) {
        for (int i = 0; i < selectors.size(); i++) {
            if (selectors.get(i).selects(pod.labels())) {
                return true;
            }
        }
        return false;
    }
}
