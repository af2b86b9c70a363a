# build MODULE FILE: makes sure that a module is built, and sets "output" to where its files are below each module.
# The whole build (bin/test) leaves them in target/; where that is missing or older than a source, a quick build without
# checks leaves them in target/quick/. FILE is what the build of the module makes last. Needs root and JAVA_HOME_21.
_signet_up_to_date() {
  [ -e "$root/$1" ] &&
    [ -z "$(cd "$root" && find pom.xml ./*/pom.xml acceptance/james-3.8 ./*/src \( -path '*/src/test' -o -name target \) -prune -o -type f -newer "$1" -print -quit)" ]
}
build() {
  for output in target target/quick; do
    if _signet_up_to_date "$1/$output/$2"; then return; fi
  done
  command -v mvn >/dev/null || { echo "Maven (mvn) is needed to build Signet, version 3.8 or newer." >&2; exit 2; }
  local log="$root/target/build.log"
  mkdir -p "$root/target"
  echo "Building (log: target/build.log; the first time Maven fetches what it needs) ..." >&2
  if ! (cd "$root" && JAVA_HOME="$JAVA_HOME_21" mvn -B -T2 -Pquick -pl "$1" -am package && touch "$1/$output/$2") >"$log" 2>&1; then
    grep -E 'ERROR' "$log" | head -n 20 >&2
    echo "The build failed; see target/build.log" >&2
    exit 1
  fi
}
