# Sourced by test after setup.sh. Servers for the tests of shared places: from Debian's packages and npm.

# prepare_servers: with CI=true, or FSP_TEST_SERVERS=1 for somebody who wants them here; else the tests say what they skip.
prepare_servers() {
    [ "${CI:-}" = true ] || [ -n "${FSP_TEST_SERVERS:-}" ] || return 0
    system_libraries debian-servers.txt
    folder="$top/tests/sync/servers/node"
    command -v npm >/dev/null 2>&1 || return 0
    cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed" && return 0
    (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts >&2) || return 0
    cp "$folder/package-lock.json" "$folder/node_modules/.installed"
}
