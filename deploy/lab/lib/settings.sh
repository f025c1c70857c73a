# Names, addresses and places. Nothing here is seen outside this machine. Sourced by lab, and by start inside the namespaces.
# shellcheck shell=bash disable=SC2034

project=$(cd "$lab/../.." && pwd)
readonly project

readonly LAB_HOME=${LAB_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/probe-bypass/lab}
readonly LAB_PORT=${LAB_PORT:-16443}
readonly LAB_MEMORY=${LAB_MEMORY:-6000}
readonly IMAGES=$LAB_HOME/images
readonly RUN=$LAB_HOME/run
readonly KUBECONFIG_FILE=$LAB_HOME/kubeconfig

# Where directories are inside the lab's mount namespace: short, and the same on every machine.
readonly INSIDE=/run/lab
readonly INSIDE_TOOLS=/run/tools
readonly INSIDE_SOURCE=/run/source
readonly CONTAINERD=/run/containerd/containerd.sock

readonly NODE=lab
readonly NODE_ADDRESS=10.66.0.1
readonly SERVICE_CIDR=10.67.0.0/16
readonly API_SERVICE=10.67.0.1
readonly DNS_SERVICE=10.67.0.10
readonly POD_CIDR=10.68.0.0/22
# Apart from the pods of another kubelet on this machine, be it another lab's.
readonly CGROUP=probe-bypass-lab-$LAB_PORT

ISTIO_TAG=$(awk '$1 == "istio.io/istio" { print $2 }' "$project/src/test/tools/go.mod" 2>/dev/null || true)
readonly ISTIO_TAG
readonly TARGET_IMAGE=localhost/probe-target:1

readonly TOOLS_OF_THE_LAB=(etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl containerd
  containerd-shim-runc-v2 ctr coredns pause pilot-discovery pilot-agent istioctl install-cni istio-cni helm probe-target)

readonly BEGAN=${BEGAN:-$(date +%s)}

say() {
  printf 'lab: %3d s  %s\n' "$(($(date +%s) - BEGAN))" "$*" >&2
}

die() {
  printf 'lab: %s\n' "$*" >&2
  exit 2
}
