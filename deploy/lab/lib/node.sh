# The cluster as it is seen from outside its namespaces. Sourced by lab.
# shellcheck shell=bash

kubectl() {
  "$(tools)/kubectl" --kubeconfig "$KUBECONFIG_FILE" "$@"
}

helm() {
  KUBECONFIG=$KUBECONFIG_FILE "$(tools)/helm" "$@"
}

ctr() {
  inside "$INSIDE_TOOLS/ctr" --address "$CONTAINERD" --namespace k8s.io "$@"
}

start_node() {
  is_running || make_namespaces
  make_pki
  inside env BEGAN="$BEGAN" LAB_PORT="$LAB_PORT" "$INSIDE_SOURCE/lib/start" 9>&-
  open_port
  kubectl apply -f "$lab/config/coredns.yaml" >/dev/null
  wait_for "the node to be ready" 60 kubectl wait --for=condition=Ready "node/$NODE" --timeout=1s || die "see $RUN/log/kubelet.log"
  say "the node is ready"
}

# The only way in: from 127.0.0.1 of this machine to the API server.
open_port() {
  if ! (exec 3<>"/dev/tcp/127.0.0.1/$LAB_PORT") 2>/dev/null; then
    setsid nsenter --target "$(init_pid)" --pid --mount -- socat "TCP-LISTEN:$LAB_PORT,bind=127.0.0.1,reuseaddr,fork" \
      "UNIX-CONNECT:$INSIDE/api.sock" >"$RUN/log/port.log" 2>&1 </dev/null 9>&- &
    disown
  fi
  (cd "$RUN/pki" && kubeconfig admin "$LAB_PORT") >"$KUBECONFIG_FILE"
  chmod 600 "$KUBECONFIG_FILE"
  wait_for "port $LAB_PORT" 20 kubectl get --raw /readyz || die "port $LAB_PORT does not answer: $(tail -n 1 "$RUN/log/port.log")"
}

# Only what changed since it was loaded.
load_images() {
  local archive
  for archive in "$IMAGES"/*.tar "$PRODUCT_ARCHIVE"; do
    [ "$RUN/loaded/$(basename "$archive")" -nt "$archive" ] || import "$archive"
  done
}

import() { # archive
  [ -r "$1" ] || die "no archive $1"
  ctr images import - <"$1" >>"$RUN/log/import.log" 2>&1 || die "containerd does not read $1: $(tail -n 1 "$RUN/log/import.log")"
  mkdir -p "$RUN/loaded"
  touch "$RUN/loaded/$(basename "$1")"
  say "loaded $(basename "$1")"
}

node_versions() {
  kubectl get node "$NODE" -o jsonpath='Kubernetes {.status.nodeInfo.kubeletVersion}, {.status.nodeInfo.containerRuntimeVersion}, Linux {.status.nodeInfo.kernelVersion}'
}
