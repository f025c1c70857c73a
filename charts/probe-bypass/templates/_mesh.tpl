{{/* The namespaces of Istio's configuration, as a list. */}}
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
