{{/* Namespaces whose pods we are not called for, by name. Our own is one: its first pods must not wait for it. */}}
{{- define "probe-bypass.excludedNamespaces" -}}
{{- $names := append .Values.excludedNamespaces .Release.Namespace -}}
{{- if .Values.excludeMeshNamespaces -}}
{{- $names = concat $names (include "probe-bypass.meshNamespaces" . | fromYamlArray) -}}
{{- end -}}
{{- $names | uniq | sortAlpha | toYaml -}}
{{- end -}}

{{/*
The namespaceSelector's expressions: ours, then those that AKS has added to the configuration in the cluster. The selector is
one field, and who changed it last owns it: Helm 4 would fail if it applied another value than the one that is there.
*/}}
{{- define "probe-bypass.namespaceExpressions" -}}
{{- $label := dict "key" "probe-bypass.dev/enabled" "operator" "NotIn" "values" (list "false") -}}
{{- if eq .Values.selection "optIn" -}}
{{- $label = dict "key" "probe-bypass.dev/enabled" "operator" "In" "values" (list "true") -}}
{{- end -}}
{{- $name := dict "key" "kubernetes.io/metadata.name" "operator" "NotIn" "values" (include "probe-bypass.excludedNamespaces" . | fromYamlArray) -}}
{{- $wanted := list $label $name -}}
{{- $live := include "probe-bypass.liveExpressions" . | fromYamlArray -}}
{{- range $live -}}
{{- if or (eq .key "control-plane") (hasPrefix "kubernetes.azure.com/" .key) -}}{{- $wanted = append $wanted . -}}{{- end -}}
{{- end -}}
{{- $same := eq (len $live) (len $wanted) -}}
{{- range $wanted -}}{{- if not (has . $live) -}}{{- $same = false -}}{{- end -}}{{- end -}}
{{- ternary $live $wanted $same | toYaml -}}
{{- end -}}

{{/* The namespaceSelector's expressions as the cluster has them; none where Helm sees no cluster. */}}
{{- define "probe-bypass.liveExpressions" -}}
{{- $expressions := list -}}
{{- range (lookup "admissionregistration.k8s.io/v1" "MutatingWebhookConfiguration" "" .Values.webhook.name).webhooks -}}
{{- if eq .name "probe-bypass.probe-bypass.dev" -}}
{{- $expressions = (.namespaceSelector | default dict).matchExpressions | default list -}}
{{- end -}}
{{- end -}}
{{- toYaml $expressions -}}
{{- end -}}

{{/*
Namespaces without a mesh whose pods we are called for all the same, as the cluster has them; none where Helm sees no cluster.
Asking without the right to list Namespaces would end Helm; whoever makes our ClusterRole has it, for nobody grants more than
he has.
*/}}
{{- define "probe-bypass.heldNamespaces" -}}
{{- $excluded := include "probe-bypass.excludedNamespaces" . | fromYamlArray -}}
{{- $optIn := eq .Values.selection "optIn" -}}
{{- $meshLabels := include "probe-bypass.meshNamespaceLabels" . | fromYamlArray -}}
{{- $held := list -}}
{{- if .Values.rbac.create -}}
{{- range (lookup "v1" "Namespace" "" "").items -}}
{{- $labels := .metadata.labels | default dict -}}
{{- $enabled := get $labels "probe-bypass.dev/enabled" -}}
{{- $selected := ternary (eq $enabled "true") (ne $enabled "false") $optIn -}}
{{- $meshed := false -}}
{{- range $meshLabels -}}{{- if hasKey $labels . -}}{{- $meshed = true -}}{{- end -}}{{- end -}}
{{- if and $selected (not $meshed) (not (has .metadata.name $excluded)) -}}
{{- $held = append $held .metadata.name -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $held | sortAlpha | toYaml -}}
{{- end -}}
