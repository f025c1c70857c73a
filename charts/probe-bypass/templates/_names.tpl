{{- define "probe-bypass.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 50 characters, so that -ca and -check fit behind it. */}}
{{- define "probe-bypass.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "probe-bypass.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "probe-bypass.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "probe-bypass.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "probe-bypass.fullname" .) -}}
{{- else -}}
{{- required "serviceAccount.name: name one that exists, or set serviceAccount.create to true" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Objects of the cluster: two releases in two namespaces must not share them. */}}
{{- define "probe-bypass.clusterName" -}}
{{- if eq (include "probe-bypass.fullname" .) .Release.Namespace -}}
{{- include "probe-bypass.fullname" . -}}
{{- else -}}
{{- printf "%s-%s" .Release.Namespace (include "probe-bypass.fullname" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "probe-bypass.selector" -}}
app.kubernetes.io/name: {{ include "probe-bypass.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "probe-bypass.labels" -}}
{{ include "probe-bypass.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "probe-bypass.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "probe-bypass.caSecret" -}}
{{- .Values.certificates.own.secretName | default (printf "%s-ca" (include "probe-bypass.fullname" .)) -}}
{{- end -}}

{{/* The Secret with the certificate and key, where they come from elsewhere. */}}
{{- define "probe-bypass.tlsSecret" -}}
{{- if eq .Values.certificates.source "certManager" -}}
{{- include "probe-bypass.fullname" . }}-tls
{{- else -}}
{{- required "certificates.files.secretName: name the Secret that holds tls.crt and tls.key" .Values.certificates.files.secretName -}}
{{- end -}}
{{- end -}}

{{/* Name of the webhook's host, where the API server calls it by URL. */}}
{{- define "probe-bypass.urlHost" -}}
{{- $host := (urlParse .Values.webhook.url).hostname -}}
{{- $host | trimPrefix "[" | trimSuffix "]" -}}
{{- end -}}
