{{/* One flag for each value that was set; whatever is left out is the server's default. */}}
{{- define "probe-bypass.flags" -}}
{{- $flags := list -}}
{{- with .Values.decision -}}
{{- $flags = append $flags (printf "--mode=%s" .mode) -}}
{{- $flags = append $flags (printf "--shared-ports=%s" .sharedPorts) -}}
{{- range $flag, $ports := dict "inbound-ports" .inboundPorts "outbound-ports" .outboundPorts "application-ports" .applicationPorts -}}
{{- if $ports -}}{{- $flags = append $flags (printf "--%s=%s" $flag (include "probe-bypass.ports" $ports)) -}}{{- end -}}
{{- end -}}
{{- $flags = append $flags (printf "--near-services=%s" .nearServices) -}}
{{- $flags = append $flags (printf "--no-service=%s" .noService) -}}
{{- $flags = append $flags (printf "--hook-ports=%s" .hookPorts) -}}
{{- range $class, $keys := .labelKeys -}}
{{- if $keys -}}{{- $flags = append $flags (printf "--%s-labels=%s" $class (join "," $keys)) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- if has false (values .Values.routeSources) -}}
{{- $names := list -}}
{{- range include "probe-bypass.routeSources" . | fromYamlArray -}}{{- $names = append $names .name -}}{{- end -}}
{{- $flags = append $flags (printf "--route-sources=%s" (join "," $names | default "none")) -}}
{{- end -}}
{{- $flags = concat $flags (include "probe-bypass.meshFlags" . | fromYamlArray) -}}
{{- $flags = concat $flags (include "probe-bypass.tlsFlags" . | fromYamlArray) -}}
{{- with .Values.host -}}{{- $flags = append $flags (printf "--host=%s" .) -}}{{- end -}}
{{- $flags = append $flags (printf "--port=%d" (int .Values.ports.https)) -}}
{{- $flags = append $flags (printf "--management-port=%d" (int .Values.ports.management)) -}}
{{- with .Values.limits.maxBytesInFlight -}}{{- $flags = append $flags (printf "--max-bytes-in-flight=%s" .) -}}{{- end -}}
{{- with .Values.limits.maxConcurrentReviews -}}{{- $flags = append $flags (printf "--max-concurrent-reviews=%d" (int .)) -}}{{- end -}}
{{- with .Values.limits.maxConnections -}}{{- $flags = append $flags (printf "--max-connections=%d" (int .)) -}}{{- end -}}
{{- $flags = append $flags (printf "--drain-delay=%ds" (int .Values.drain.delaySeconds)) -}}
{{- $flags = append $flags (printf "--drain-timeout=%ds" (int .Values.drain.timeoutSeconds)) -}}
{{- $flags = append $flags (printf "--log-level=%s" .Values.logLevel) -}}
{{- $flags = append $flags (printf "--log-format=%s" .Values.logFormat) -}}
{{- toYaml (concat $flags .Values.extraArgs) -}}
{{- end -}}

{{- define "probe-bypass.tlsFlags" -}}
{{- $flags := list (printf "--webhook-configuration=%s" .Values.webhook.name) -}}
{{- if eq .Values.certificates.source "own" -}}
{{- $flags = append $flags (printf "--service=%s" (include "probe-bypass.fullname" .)) -}}
{{- $flags = append $flags (printf "--deployment=%s" (include "probe-bypass.fullname" .)) -}}
{{- $flags = append $flags (printf "--ca-secret=%s" (include "probe-bypass.caSecret" .)) -}}
{{- with .Values.certificates.own -}}
{{- $flags = append $flags (printf "--ca-validity=%s" .caValidity) -}}
{{- $flags = append $flags (printf "--leaf-validity=%s" .leafValidity) -}}
{{- $flags = append $flags (printf "--ca-overlap-wait=%s" .caOverlapWait) -}}
{{- end -}}
{{- with .Values.webhook.url -}}{{- $flags = append $flags (printf "--webhook-url=%s" .) -}}{{- end -}}
{{- else -}}
{{- $flags = append $flags "--tls-certificate=/tls/tls.crt" -}}
{{- $flags = append $flags "--tls-key=/tls/tls.key" -}}
{{- end -}}
{{- if .Values.certificates.clientCAConfigMap -}}{{- $flags = append $flags "--client-ca=/client-ca/ca.crt" -}}{{- end -}}
{{- with .Values.certificates.clientNames -}}{{- $flags = append $flags (printf "--client-names=%s" (join "," .)) -}}{{- end -}}
{{- $flags = append $flags (printf "--tls-min-version=%s" .Values.certificates.tlsMinVersion) -}}
{{- toYaml $flags -}}
{{- end -}}

{{/* The kinds of objects that are read beside Services, as far as values want them: as the server calls them, and as roles do. */}}
{{- define "probe-bypass.routeSources" -}}
{{- $all := list
  (dict "value" "endpointSlices" "name" "EndpointSlice" "group" "discovery.k8s.io" "resource" "endpointslices")
  (dict "value" "inferencePools" "name" "InferencePool" "group" "inference.networking.k8s.io" "resource" "inferencepools")
  (dict "value" "rollouts" "name" "Rollout" "group" "argoproj.io" "resource" "rollouts")
  (dict "value" "canaries" "name" "Canary" "group" "flagger.app" "resource" "canaries") -}}
{{- $all = concat $all (include "probe-bypass.meshRouteSources" . | fromYamlArray) (include "probe-bypass.callers" . | fromYamlArray) -}}
{{- $wanted := list -}}
{{- range $all -}}{{- if get $.Values.routeSources .value -}}{{- $wanted = append $wanted . -}}{{- end -}}{{- end -}}
{{- $wanted | toYaml -}}
{{- end -}}

{{/* The kinds that lead nowhere and say who calls. Every server may read the webhook configurations that change objects. */}}
{{- define "probe-bypass.callers" -}}
{{- list
  (dict "value" "serviceMonitors" "name" "ServiceMonitor" "group" "monitoring.coreos.com" "resource" "servicemonitors")
  (dict "value" "podMonitors" "name" "PodMonitor" "group" "monitoring.coreos.com" "resource" "podmonitors")
  (dict "value" "webhookConfigurations" "name" "ValidatingWebhookConfiguration" "group" "admissionregistration.k8s.io" "resource" "validatingwebhookconfigurations")
  (dict "value" "webhookConfigurations" "name" "MutatingWebhookConfiguration")
  (dict "value" "apiServices" "name" "APIService" "group" "apiregistration.k8s.io" "resource" "apiservices") | toYaml -}}
{{- end -}}

{{/* A list of ports as 8080,8081,http; YAML's numbers are floats, which would print as 1e+04. */}}
{{- define "probe-bypass.ports" -}}
{{- $texts := list -}}
{{- range . -}}{{- $texts = append $texts (ternary . (printf "%d" (int .)) (kindIs "string" .)) -}}{{- end -}}
{{- join "," $texts -}}
{{- end -}}

{{/* Ends the rendering with a sentence, where values do not go together; the schema can't compare them. */}}
{{- define "probe-bypass.refuse" -}}
{{- if eq (int .Values.ports.https) (int .Values.ports.management) -}}
{{- fail (printf "ports.https and ports.management are both %d: give them different ports" (int .Values.ports.https)) -}}
{{- end -}}
{{- if and .Values.certificates.clientNames (not .Values.certificates.clientCAConfigMap) -}}
{{- fail "certificates.clientNames says which clients of certificates.clientCAConfigMap are answered: give that too" -}}
{{- end -}}
{{- with .Values.limits.maxBytesInFlight -}}
{{- $heap := get (dict "small" 80 "throughput" 128) $.Values.jvm.profile -}}
{{- $unit := get (dict "Ki" 1024 "Mi" 1048576 "Gi" 1073741824) (regexFind "[KMG]i$" .) | default 1 -}}
{{- if gt (mul (regexFind "^[0-9]+" . | int64) $unit) (mul (div $heap 2) 1048576) -}}
{{- fail (printf "limits.maxBytesInFlight is %s, and must be at most half the heap of jvm.profile %s, %dMi: reading a body takes memory too" . $.Values.jvm.profile (div $heap 2)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
