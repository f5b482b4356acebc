# Functions that ./run and ./check share; sourced with the repository as the
# working directory.

fail()
{
    echo "${0##*/}: $*" >&2
    exit 1
}

# Packages of the named sections that are neither installed nor served by a
# command, one a line.
missing_packages()
{
    for section in "$@"; do
        awk -v section="$section" '$1 == section { print $2, $3 }' tools/packages
    done | {
        wanted=
        while read -r package command; do
            [ -n "$command" ] && command -v "$command" >/dev/null 2>&1 && continue
            wanted="$wanted $package"
        done
        [ -n "$wanted" ] || exit 0
        # shellcheck disable=SC2086
        dpkg-query -W -f='${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
            awk -v wanted="$wanted" '
                $2 == "installed" { there[$1] = 1 }
                END {
                    count = split(wanted, names, " ")
                    for (i = 1; i <= count; i++)
                        if (!(names[i] in there)) print names[i]
                }'
    }
}

# Runs a command whose output is long: on a terminal its newest line, rewritten
# in place; elsewhere a line now and then. All of it is shown where it fails.
#     with_progress "Building" LOG command …
with_progress()
{
    what=$1 log=$2
    shift 2
    terminal=0
    [ -t 1 ] && terminal=1
    [ "$terminal" = 1 ] || echo "$what …"
    {
        "$@" 2>&1
        echo "with_progress exit $?"
    } </dev/null | awk -v what="$what" -v log_file="$log" -v terminal="$terminal" '
        BEGIN { printf "" > log_file }
        /^with_progress exit / { code = $3; next }
        {
            print > log_file
            lines++
            if (terminal) {
                printf "\r\033[K%s … %s", what, substr($0, 1, 78 - length(what))
                fflush()
            } else if (lines % 100 == 0) {
                printf "%s … %d lines, now: %s\n", what, lines, substr($0, 1, 60)
                fflush()
            }
        }
        END {
            if (terminal)
                printf "\r\033[K"
            if (code != 0) {
                close(log_file)
                while ((getline line < log_file) > 0)
                    print line
                printf "%s failed.\n", what
            } else if (terminal)
                printf "%s: done.\n", what
            exit code != 0
        }'
}

# Installs what is missing of the named sections, or says what to install.
install_packages()
{
    command -v dpkg-query >/dev/null 2>&1 ||
        fail "this script knows Debian 12; elsewhere install what tools/packages names and run make."
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "${missing% }" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        echo "${0##*/}: packages are missing, and only root can install them:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing% }" >&2
        exit 1
    fi
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    with_progress "Reading the list of Debian packages" "$log" apt-get update ||
        fail "apt-get update failed: is there a network?"
    # shellcheck disable=SC2086
    with_progress "Installing $(echo $missing | wc -w) packages" "$log" \
        apt-get install -y --no-install-recommends $missing ||
        fail "could not install: $missing"
    rm -f "$log"
}

# Builds with all cores, at most four, since the compiler wants memory too.
build()
{
    jobs=$(nproc 2>/dev/null || echo 2)
    [ "$jobs" -gt 4 ] && jobs=4
    make -q "$@" >/dev/null 2>&1 && return 0
    mkdir -p build 2>/dev/null || fail "cannot write to $(pwd)/build."
    with_progress "Building" build/build.log make -j"$jobs" "$@"
}
