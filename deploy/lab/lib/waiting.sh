# Sourced by lab, and by start inside the namespaces.
# shellcheck shell=bash

wait_for() { # what, seconds, command...
  local what=$1 end=$((SECONDS + $2)) began=$SECONDS
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$end" ]; then
      say "waited $((SECONDS - began)) s in vain for $what"
      return 1
    fi
    sleep 0.2
  done
}
