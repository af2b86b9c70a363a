# Sets JAVA_HOME_21 to a JDK of 21 or newer on this machine, or says in one sentence that there is none.
_signet_jdk_version() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}
JAVA_HOME_21=
for _jdk in "${JAVA_HOME:-}" "${JAVA_HOME_21_X64:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if [ -x "$_jdk/bin/javac" ] && [ "$(_signet_jdk_version "$_jdk")" -ge 21 ] 2>/dev/null; then
    JAVA_HOME_21=$_jdk
    break
  fi
done
if [ -z "$JAVA_HOME_21" ]; then
  echo "Signet needs a JDK of version 21 or newer: none was found in JAVA_HOME, /usr/lib/jvm, ~/.sdkman, ~/.jdks or /opt." >&2
  exit 2
fi
export JAVA_HOME_21
