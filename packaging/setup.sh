# Sourced by run, test, prove, bench and relock, which set $top to the checkout.
# Makes a private Python environment from a hashed lock, once, and installs what Qt needs on Debian.
# Standard output belongs to the program: everything said here goes to standard error.

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

# as_root COMMAND...: runs it if we are root or sudo asks for nothing; else fails without a word.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@" >&2
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@" >&2
    else
        return 1
    fi
}

apt_install() {
    as_root apt-get -qq update || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@"
}

# missing_packages LIST...: those Debian packages of the lists that are not installed.
missing_packages() {
    command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 || return 0
    installed=" $(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' | sed -n 's/^ii *//p' | tr '\n' ' ') "
    for list in "$@"; do
        sed 's/#.*//' "$top/packaging/$list"
    done | while read -r name; do
        case "$installed" in
            *" $name "* | *" ${name}t64 "*) ;;
            *) [ -z "$name" ] || printf '%s ' "$name" ;;
        esac
    done
}

system_libraries() {
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086 # one word a package
    apt_install $missing && return 0
    say "Some system libraries are missing. To install them, type:"
    say "    sudo apt-get install $missing"
    [ "${CI:-}" != true ] || exit 1
}

# sound_pythons: paths of the interpreters we can use, the best first, one a line.
# The versions we test come first; a newer one found as python3 is better than none.
sound_pythons() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        path=$(command -v "$name" 2>/dev/null) || continue
        "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        "$path" -c 'import ensurepip, venv' 2>/dev/null || complete_python "$path" || continue
        printf '%s\n' "$path"
    done
}

# complete_python PATH: Debian ships Python without venv; adds it where we may.
complete_python() {
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if command -v apt-get >/dev/null 2>&1; then
        apt_install "$package" && "$1" -c 'import ensurepip, venv' 2>/dev/null && return 0
        say "This Python cannot make private environments yet. Type: sudo apt-get install $package"
    fi
    return 1
}

# other_python: on Debian and Ubuntu with an old python3, a newer one beside it.
other_python() {
    command -v apt-get >/dev/null 2>&1 || return 1
    for version in 3.13 3.12 3.11; do
        apt_install "python$version" "python$version-venv" 2>/dev/null && return 0
    done
    return 1
}

advise_python() {
    say "FSP Desktop needs Python 3.11 or newer, with venv."
    case "$(uname -s)" in
        Darwin) say "Type: brew install python@3.13   (or use the installer of the Python project)" ;;
        *) say "Type: sudo apt-get install python3 python3-venv   (or your system's words for it)" ;;
    esac
    exit 1
}

environment_folder() {
    if [ -w "$top" ]; then
        printf '%s' "$top/.venv-$1"
    else
        mark=$(printf '%s' "$top" | cksum | cut -d' ' -f1)
        printf '%s' "${XDG_CACHE_HOME:-$HOME/.cache}/fsp-desktop/$mark-$1"
    fi
}

# is_ready: the environment was finished for this lock, this place and the Python it still runs on.
is_ready() {
    [ -x "$environment/bin/python" ] && [ -f "$environment/ready" ] || return 1
    version=$("$environment/bin/python" -I -S -c 'import sys; print("%d.%d" % sys.version_info[:2])') || return 1
    [ "$(cat "$environment/ready")" = "$version $stamp" ]
}

# make_environment PYTHON: the stamp is written last, so a half-made one is made anew.
make_environment() {
    rm -rf "$environment"
    mkdir -p "$(dirname "$environment")"
    "$1" -m venv "$environment" >&2 || return 1
    "$environment/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
        --only-binary :all: --require-hashes -r "$lock" >&2 || return 1
    packages=$("$environment/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))') || return 1
    printf '%s\n' "$top" >"$packages/fsp-desktop.pth"
    version=$("$environment/bin/python" -I -S -c 'import sys; print("%d.%d" % sys.version_info[:2])') || return 1
    printf '%s\n' "$version $stamp" >"$environment/ready"
}

build_environment() {
    pythons=$(sound_pythons)
    if [ -z "$pythons" ]; then
        other_python || advise_python
        pythons=$(sound_pythons)
    fi
    say "Setting up in $environment (once; it takes a minute or two) ..."
    while read -r python; do
        make_environment "$python" </dev/null && return 0
        say "That did not work with $python."
    done <<END
$pythons
END
    stop "The libraries could not be installed. Is there a network? Type the same command again to go on."
}

# take_turn, give_turn: two set-ups of one environment at once wait for each other.
take_turn() {
    mkdir -p "$(dirname "$environment")"
    until mkdir "$environment.turn" 2>/dev/null; do
        holder=$(cat "$environment.turn/holder" 2>/dev/null)
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$environment.turn"
        else
            sleep 1
        fi
    done
    printf '%s\n' "$$" >"$environment.turn/holder"
    trap 'rm -rf "$environment.turn"' EXIT
    trap 'exit 130' INT TERM HUP
}

give_turn() {
    rm -rf "$environment.turn"
    trap - EXIT INT TERM HUP
}

# prepare NAME LOCK LIST...: afterwards $environment/bin/python runs with everything in LOCK.
prepare() {
    environment=$(environment_folder "$1")
    lock="$top/packaging/$2"
    stamp="$(cksum <"$lock") $top"
    shift 2
    if is_ready && [ -z "$(missing_packages "$@")" ]; then
        return 0
    fi
    take_turn
    system_libraries "$@"
    is_ready || build_environment
    give_turn
}
