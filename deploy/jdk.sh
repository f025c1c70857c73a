# Finds the JDK that everything is built with. Sourced by .ci/run, deploy/image/build, deploy/image/test and deploy/lab/lab.
# shellcheck shell=bash

readonly JDK=25

# Prints the home of a JDK that is new enough: JAVA_HOME if it is one, else the first that is installed where Maven looks too.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" "$(home_on_the_path)" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/local/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-/root}"/.jdks/* \
    "${HOME:-/root}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_new_enough "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done
  return 1
}

say_no_jdk() {
  printf 'no JDK %s or newer found (JAVA_HOME is %s): install one, or point JAVA_HOME at one\n' "$JDK" "${JAVA_HOME:-not set}"
}

# A JDK and no mere runtime, by what it says of itself: to start each of many would take a second.
is_new_enough() { # home
  local version
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/jlink" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$JDK" ]
}

home_on_the_path() {
  local compiler
  compiler=$(command -v javac) || return 0
  dirname "$(dirname "$(readlink -f "$compiler")")"
}
