# The namespaces: one process holds them, and everything ends with it. Sourced by lab.
# shellcheck shell=bash

is_running() {
  [ -e "$RUN/namespaces" ] && [ -n "$(init_pid)" ]
}

# The lab's process 1 as this machine numbers it; nothing if it is gone.
init_pid() {
  local pid
  pid=$(cat "$RUN/holder" 2>/dev/null) || return 0
  [ "$(basename "$(readlink "/proc/$pid/exe" 2>/dev/null)")" = unshare ] || return 0
  awk '{ print $1 }' "/proc/$pid/task/$pid/children"
}

inside() {
  nsenter --target "$(init_pid)" --net --pid --mount -- "$@"
}

make_namespaces() {
  end_node
  mkdir -p "$RUN"/{log,pid,pki,cni,etcd,var-lib,sysctl}
  make_cgroups
  # An interrupt must not come between the process and its number.
  trap '' INT TERM
  setsid unshare --kill-child --fork --pid --mount-proc --net --mount --propagation private \
    "$lab/lib/first-process" "$RUN" "$(tools)" "$lab" >"$RUN/log/namespaces.log" 2>&1 </dev/null 9>&- &
  echo $! >"$RUN/holder"
  disown
  trap - INT TERM
  wait_for "namespaces" 20 is_running || die "the namespaces could not be made: $(tail -n 1 "$RUN/log/namespaces.log")"
}

# Ends whatever an earlier lab left, and forgets it.
end_node() {
  local pid
  rm -f "$KUBECONFIG_FILE"
  [ -d "$RUN" ] || return 0
  if [ -n "$(init_pid)" ]; then
    pid=$(cat "$RUN/holder")
    kill -KILL "$(init_pid)"
    wait_for "every process to end" 60 has_ended "$pid" || die "process $pid does not end: see ps -ef"
  fi
  wait_for "the cgroups to go" 60 remove_cgroups || die "the cgroup $CGROUP can't be removed: something is left in it"
  rm -rf --one-file-system "$RUN"
}

has_ended() {
  [ ! -e "/proc/$1" ]
}

# Where this kernel's cgroups are: a directory for each controller in version 1, one for all in version 2, or both.
cgroup_parents() {
  local parents controller
  parents=$(awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/mounts)
  for controller in cpu memory pids; do
    if ! grep -qw "$controller" <<<"$parents" && ! has_controller "$controller" "$parents"; then
      echo "no controller $controller"
      return 1
    fi
  done
  printf '%s\n' "$parents"
}

has_controller() { # controller, parents
  local parent
  for parent in $2; do
    ! grep -qsw "$1" "$parent/cgroup.controllers" || return 0
  done
  return 1
}

make_cgroups() {
  local parent file
  for parent in $(cgroup_parents); do
    if [ -s "$parent/cgroup.controllers" ]; then
      sed 's/[a-z]*/+&/g' "$parent/cgroup.controllers" >"$parent/cgroup.subtree_control"
    fi
    mkdir -p "$parent/$CGROUP"
    for file in cpuset.cpus cpuset.mems; do
      [ ! -e "$parent/$file" ] || cat "$parent/$file" >"$parent/$CGROUP/$file"
    done
  done
}

remove_cgroups() {
  local parent left=''
  for parent in $(cgroup_parents); do
    [ -d "$parent/$CGROUP" ] || continue
    find "$parent/$CGROUP" -depth -type d -exec rmdir {} \; 2>/dev/null
    [ ! -d "$parent/$CGROUP" ] || left=yes
  done
  [ -z "$left" ]
}
