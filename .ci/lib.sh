# What .ci/run and .ci/nightly share. Sourced by both, in the project's directory.
# shellcheck shell=bash

# shellcheck source-path=SCRIPTDIR source=../deploy/jdk.sh
. deploy/jdk.sh
jdk=$(find_jdk) || { say_no_jdk >&2; exit 2; }

# As a new user has it: without JAVA_HOME, and with whatever java is first on the path.
run() {
  printf '\n$ %s\n' "$*"
  env -u JAVA_HOME "$@"
}

# The formatter and the mutation tests run inside Maven's own JVM. The flags silence what Maven's own libraries make a newer JDK
# say; an older one would not start with them.
run_on_jdk() {
  printf '\n$ JAVA_HOME=%s %s\n' "$jdk" "$*"
  JAVA_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" "$@"
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
