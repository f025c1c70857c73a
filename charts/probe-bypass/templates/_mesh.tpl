{{/* The mesh, as sentences name it. Whatever else the chart knows of it is in this file too. */}}
{{- define "probe-bypass.meshTitle" -}}
Istio
{{- end -}}

{{/* The namespaces of its configuration, as a list. */}}
{{- define "probe-bypass.meshNamespaces" -}}
{{- if .Values.mesh.namespace -}}
{{- toYaml (list .Values.mesh.namespace) -}}
{{- else -}}
{{- toYaml .Values.mesh.namespaces -}}
{{- end -}}
{{- end -}}

{{/*
Those where a Role can be: all but the ones that are known not to be there. Without a cluster a look-up finds nothing, not
even the namespace that every cluster has.
*/}}
{{- define "probe-bypass.meshRoleNamespaces" -}}
{{- $namespaces := list -}}
{{- if .Values.mesh.role -}}
{{- $sees := lookup "v1" "Namespace" "" "kube-system" -}}
{{- range include "probe-bypass.meshNamespaces" . | fromYamlArray -}}
{{- if or (not $sees) (lookup "v1" "Namespace" "" .) -}}{{- $namespaces = append $namespaces . -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml $namespaces -}}
{{- end -}}

{{/* Its policies, as a rule of a role names them. */}}
{{- define "probe-bypass.meshPolicies" -}}
apiGroups: [security.istio.io]
resources: [authorizationpolicies, peerauthentications]
{{- end -}}

{{/* Labels of a Namespace that say that the mesh takes its pods. */}}
{{- define "probe-bypass.meshNamespaceLabels" -}}
[istio-injection, istio.io/rev]
{{- end -}}

{{/* The label of a pod that the mesh is not to take. */}}
{{- define "probe-bypass.meshOptOut" -}}
sidecar.istio.io/inject: "false"
{{- end -}}

{{/* The ConfigMaps of its injectors, by name: the default revision's, and those of the revisions that values name. */}}
{{- define "probe-bypass.meshConfigMaps" -}}
- istio-sidecar-injector
{{- range .Values.mesh.revisions }}
- istio-sidecar-injector-{{ . }}
{{- end }}
{{- end -}}

{{/* The kinds of its objects that lead to ports, as probe-bypass.routeSources has those of Kubernetes and of no mesh. */}}
{{- define "probe-bypass.meshRouteSources" -}}
{{- list
  (dict "value" "serviceEntries" "name" "ServiceEntry" "group" "networking.istio.io" "resource" "serviceentries")
  (dict "value" "sidecars" "name" "Sidecar" "group" "networking.istio.io" "resource" "sidecars") | toYaml -}}
{{- end -}}

{{/* The server's flags about it, as a list; without its values the server's defaults hold. */}}
{{- define "probe-bypass.meshFlags" -}}
{{- $flags := list (printf "--mesh=%s" .Values.mesh.name) -}}
{{- $flags = append $flags (printf "--mesh-namespace=%s" (include "probe-bypass.meshNamespaces" . | fromYamlArray | join ",")) -}}
{{- with .Values.mesh.istio -}}
{{- range $flag, $value := dict "rewrite-probes" .rewriteProbes "include-inbound-ports" .includeInboundPorts "exclude-inbound-ports" .excludeInboundPorts "exclude-outbound-ports" .excludeOutboundPorts -}}
{{- if not (kindIs "invalid" $value) -}}{{- $flags = append $flags (printf "--istio-%s=%v" $flag $value) -}}{{- end -}}
{{- end -}}
{{- if not (kindIs "invalid" .statusPort) -}}{{- $flags = append $flags (printf "--istio-status-port=%d" (int .statusPort)) -}}{{- end -}}
{{- end -}}
{{- toYaml $flags -}}
{{- end -}}

{{/* What bounds the webhook's name, as a comment of its configuration. */}}
{{- define "probe-bypass.meshWebhookName" -}}
# Must sort before Istio's injector, and must not carry the label istio.io/rev: istiod may write its own caBundle into a
# configuration that does.
{{- end -}}

{{/* Whether injectors of Istio come before us, by their names: those of revision tags, then the others. */}}
{{- define "probe-bypass.meshOrderNotes" -}}
{{- $last := "" -}}
{{- range list "istio-revision-tag-" "istio-sidecar-injector" -}}
{{- if not (lt $.Values.webhook.name .) -}}{{- $last = . -}}{{- end -}}
{{- end -}}
{{- if $last }}

WARNING: {{ .Values.webhook.name }} sorts after {{ $last }}…
The API server calls us after Istio's injectors of such names, and what we write has no effect then,
but where Istio's CNI plugin sets up the redirection. Set webhook.name to istio-probe-bypass.
{{- end }}
{{- end -}}
