# What .ci/run and .ci/nightly share. Sourced by both, in the project's directory.
# shellcheck shell=bash

is_jdk_25() { # home: whether a JDK 25 or newer is there
  [ -x "$1/bin/javac" ] || return 1
  local version
  version=$("$1/bin/javac" -version 2>&1) || return 1
  version=${version#javac }
  [ "${version%%[.-]*}" -ge 25 ] 2>/dev/null
}

find_jdk_25() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/local/lib/jvm/* "${HOME:-/root}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_jdk_25 "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  echo "No JDK 25 found: install one, or point JAVA_HOME at it." >&2
  return 1
}

# The toolchain alone would do for the tests; the formatter's check runs inside Maven's own JVM.
use_jdk_25() {
  JAVA_HOME=$(find_jdk_25)
  export JAVA_HOME
  # Silences what Maven's own libraries make a newer JDK say.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
}

run() {
  printf '\n$ %s\n' "$*"
  "$@"
}

can_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

need_buildah() {
  command -v buildah >/dev/null ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends buildah >/dev/null
}

# Maven with tests of the API-server tier, or of the cluster tier, and no others.
only() { # classes, arguments...
  local classes=$1
  shift
  run mvn -B -ntp verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip=true -Dit.test="$classes" "$@"
}
