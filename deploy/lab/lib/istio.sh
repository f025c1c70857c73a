# Istio, from the charts that istioctl carries. Sourced by lab.
# shellcheck shell=bash

install_istio() {
  local manifest=$RUN/istio.yaml
  kubectl create namespace istio-system --dry-run=client -o yaml | kubectl apply -f - >/dev/null
  "$(tools)/istioctl" manifest generate -f "$lab/config/istio.yaml" --set tag="$ISTIO_TAG" >"$manifest"
  # Objects of kinds that the same file defines are refused until those are known.
  wait_for "Istio's objects to be taken" 60 kubectl apply --server-side --force-conflicts -f "$manifest" || die "see deploy/lab/lab kubectl apply --server-side -f $manifest"
  local workload
  for workload in kube-system/deployment/coredns istio-system/deployment/istiod istio-system/daemonset/istio-cni-node; do
    if ! kubectl -n "${workload%%/*}" rollout status "${workload#*/}" --timeout=120s >/dev/null; then
      kubectl -n "${workload%%/*}" events --types=Warning | tail -n 10 >&2
      die "$workload does not get ready: see the lines above, and $RUN/log/kubelet.log"
    fi
    say "${workload##*/} is ready"
  done
}
