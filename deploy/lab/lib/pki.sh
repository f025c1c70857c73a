# The cluster's certificates and kubeconfigs, made anew for each cluster. Sourced by lab.
# shellcheck shell=bash

make_pki() {
  [ ! -e "$RUN/pki/made" ] || return 0
  say "certificates"
  (
    cd "$RUN/pki" || exit
    openssl req -x509 "${KEY[@]}" -days 365 -subj /CN=lab-ca -keyout ca.key -out ca.crt \
      -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
    openssl genpkey -algorithm RSA -out service-accounts.key 2>/dev/null
    openssl pkey -in service-accounts.key -pubout -out service-accounts.pub
    certificate apiserver /CN=kube-apiserver "DNS:kubernetes.default.svc,IP:127.0.0.1,IP:$NODE_ADDRESS,IP:$API_SERVICE"
    certificate kubelet "/O=system:nodes/CN=system:node:$NODE" "DNS:$NODE,IP:$NODE_ADDRESS"
    certificate apiserver-kubelet-client /O=system:masters/CN=apiserver-kubelet-client
    certificate admin /O=system:masters/CN=admin
    certificate controller-manager /CN=system:kube-controller-manager
    certificate scheduler /CN=system:kube-scheduler
    certificate proxy /CN=system:kube-proxy
    for user in kubelet admin controller-manager scheduler proxy; do
      kubeconfig "$user" 6443 >"$user.kubeconfig"
    done
    touch made
  )
}

readonly KEY=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)

certificate() { # name, subject, subject alternative names
  local extensions='extendedKeyUsage=serverAuth,clientAuth'
  [ -z "${3:-}" ] || extensions+=$'\n'"subjectAltName=$3"
  openssl req -new "${KEY[@]}" -subj "$2" -keyout "$1.key" -out "$1.csr" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile <(echo "$extensions") -out "$1.crt" 2>/dev/null
  rm "$1.csr"
}

kubeconfig() { # user, port
  cat <<YAML
apiVersion: v1
kind: Config
clusters: [{name: lab, cluster: {server: "https://127.0.0.1:$2", certificate-authority-data: $(base64 -w0 <ca.crt)}}]
users: [{name: $1, user: {client-certificate-data: $(base64 -w0 <"$1.crt"), client-key-data: $(base64 -w0 <"$1.key")}}]
contexts: [{name: lab, context: {cluster: lab, user: $1}}]
current-context: lab
YAML
}
