#!/bin/sh
# Drive Share @VERSION@ in one file. What follows these lines is the application folder, packed with zstd: the first
# start unpacks it into a folder of this person's own, every further start finds it there.
# Take it away again: integrate remove (an argument of this file), then delete this file and ~/.cache/drive-share/unpacked.
set -eu
umask 077
sum=@SUM@

case $0 in
/*) file=$0 ;;
*) file=$PWD/$0 ;;
esac

stop() {
    message="Drive Share cannot start. $1"
    printf 'drive-share: %s\n' "$message" >&2
    if [ ! -t 2 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then # started by a click: nobody reads the line above
        zenity --error --no-markup --text="$message" 2>/dev/null || kdialog --error "$message" 2>/dev/null ||
            xmessage "$message" 2>/dev/null || notify-send "Drive Share" "$message" 2>/dev/null || :
    fi
    exit 3
}

# Whether all these are folders that nobody else can put anything into.
is_own() {
    for folder in "$@"; do
        [ -d "$folder" ] && [ ! -L "$folder" ] && [ -O "$folder" ] || return 1
    done
    [ -z "$(find "$@" -prune -perm /022)" ]
}

# Whether nobody else can move away what this person puts there, as in every folder for temporary files.
is_safe() {
    case $1 in
    /*) is_own "$1" || [ -n "$(find "$1/" -prune -user root -perm -1000 2>/dev/null)" ] ;;
    *) false ;;
    esac
}

# Unpacks into a new folder below $1, and names it $made. It is whole, or this fails.
unpack() {
    is_safe "$1" || return 1
    made=$(mktemp -d "$1/new.XXXXXXXX" 2>/dev/null) || return 1
    trap 'rm -rf "$made"' EXIT
    trap 'exit 130' HUP INT TERM
    tail -c "+@START@" "$file" | zstd -dcq --long=27 2>/dev/null | tar -xf - -C "$made" --no-same-owner 2>/dev/null || return 1
    [ -x "$made/drive-share/drive-share" ]
}

start() {
    trap - EXIT HUP INT TERM
    # As an AppImage says where it is: menu entries have to start this file, not what was unpacked.
    export APPIMAGE="$file" APPDIR="$place"
    exec "$place/drive-share/drive-share" "$@"
}

case ${XDG_CACHE_HOME:-} in
/*) cache=$XDG_CACHE_HOME ;;
*) cache=${HOME:+$HOME/.cache} ;;
esac
kept=$cache/drive-share/unpacked
place=$kept/$sum

# Builds that nobody runs may go; whoever runs one keeps a lock on it.
tidy() {
    for old in "$kept"/*; do
        if [ "$old" != "$place" ] && [ -d "$old" ]; then
            # shellcheck disable=SC2094 # it is a folder
            case ${old##*/} in
            new.*) [ -z "$(find "$old" -prune -mmin +60)" ] || rm -rf "$old" ;;
            *) (flock -xn 8 && rm -rf "$old") 8<"$old" || : ;;
            esac
        fi
    done
}

is_usable() { [ -x "$place/drive-share/drive-share" ] && is_own "$kept" "$place"; }

if [ -n "$cache" ] && is_usable; then
    exec 9<"$place"
    flock -sn 9 && [ -x "$place/drive-share/drive-share" ] && start "$@"
fi

command -v zstd >/dev/null || stop "The program zstd is missing on this computer; install the package zstd."
[ -r "$file" ] || stop "Its file cannot be read."
found=$(tail -c "+@START@" "$file" | sha256sum) || found=
[ "${found%% *}" = "$sum" ] || stop "Its file is not whole, or was changed. Download it again."
[ -x "$file" ] || chmod u+x "$file" 2>/dev/null || : # menu entries start it

if [ -n "$cache" ] && mkdir -p "$kept" 2>/dev/null && is_own "$kept" && unpack "$kept"; then
    chmod -R go= "$made"
    is_usable || rm -rf "$place"
    mv -T "$made" "$place" 2>/dev/null || rm -rf "$made" # another start was faster
    is_usable || stop "Somebody else has changed what it unpacked. Delete the folder .cache/drive-share in your home folder."
    exec 9<"$place"
    flock -sn 9 || :
    tidy
    start "$@"
fi

# The home folder takes no program: this once, from a folder nobody else can guess or enter.
rm -rf "${made:-}"
unpack "${TMPDIR:-/tmp}" || unpack /var/tmp || stop "There is no room to unpack it (140 MB), neither in your home folder nor in one for temporary files."
place=$made
export APPIMAGE="$file" APPDIR="$place"
"$place/drive-share/drive-share" "$@" && status=0 || status=$?
exit "$status"
