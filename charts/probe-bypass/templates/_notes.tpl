{{/* What failurePolicy Fail means for namespaces that have nothing to do with the mesh. Lines of at most 100 columns. */}}
{{- define "probe-bypass.failNotes" -}}
{{- $seen := and .Values.rbac.create (lookup "v1" "Namespace" "" "kube-system") -}}
{{- $held := include "probe-bypass.heldNamespaces" . | fromYamlArray -}}
{{- $examples := list "argocd" "cert-manager" -}}
{{- if $held -}}{{- $examples = first (chunk 2 $held) -}}{{- end -}}
{{- $known := list "argocd" "calico-apiserver" "calico-system" "cert-manager" "flux-system" "gatekeeper-system" "kube-flannel" "kyverno" "tigera-operator" }}

With failurePolicy Fail no pod is created in these namespaces while no server answers, but for pods
labelled probe-bypass.dev/enabled=false.
{{- if $seen }}
{{- if $held }} {{ len $held }} of them carry no label of the mesh, so that you gain
nothing there and may miss what keeps the cluster alive:

  {{ include "probe-bypass.wrapped" (first (chunk 20 $held)) }}
{{- if gt (len $held) 20 }}
  and {{ sub (len $held) 20 }} more: kubectl get namespaces -l '!{{ include "probe-bypass.meshNamespaceLabels" $ | fromYamlArray | join ",!" }}'
{{- end }}
{{- end }}
{{- else if eq .Values.selection "optOut" }} Among them may be some without a mesh, which keep the
cluster alive: GitOps, cert-manager, the CNI, policy engines. Their usual names:

  {{ include "probe-bypass.wrapped" $known }}
{{- end }}
{{- if or $held (and (eq .Values.selection "optOut") (not $seen)) }}

Leave out those that you can't do without. The value names all of them, the system's too, such as

  excludedNamespaces:
    [{{ include "probe-bypass.wrapped" (concat .Values.excludedNamespaces $examples | uniq) | replace "\n  " "\n     " }}]
{{- $openshift := .Capabilities.APIVersions.Has "config.openshift.io/v1" }}
{{- range $held }}{{ if hasPrefix "openshift-" . }}{{ $openshift = true }}{{ end }}{{ end }}
{{- if and (or $openshift (not $seen)) (not .Values.webhook.matchConditions) }}

or, by the beginning of their names, which no selector can match, such as OpenShift's:

  webhook:
    matchConditions:
      - name: not-openshift
        expression: "!request.namespace.startsWith('openshift-')"
{{- end }}
{{- end }}
{{- end -}}

{{/* Names with commas, on lines indented by two. */}}
{{- define "probe-bypass.wrapped" -}}
{{- join ", " . | wrapWith 90 "\n  " -}}
{{- end -}}
