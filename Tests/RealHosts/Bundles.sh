#!/usr/bin/env bash
# What a bundle shows to its host's process is its format's entry points and nothing else; what it carries in itself no
# other library in that process can replace, and the programs carry it as well; and its host is told that it uses the network.
. "$(dirname "$0")/Host.sh"

expect_symbols() { # library, the symbols in alphabetical order
    local found
    found=$(nm -D --defined-only "$1" | awk '{ print $NF }' | LC_ALL=C sort | tr '\n' ' ')
    say "$(basename "$1") exports $found"
    [ "$found" = "$2 " ] || fail "$1 exports $found and should export $2"
}
expect_carried() { # library, names...
    local name
    for name in "${@:2}"; do
        ! readelf -d "$1" | grep -q "NEEDED.*\[lib$name\." || fail "$1 takes lib$name from the machine and should carry it"
    done
}

vst3=$(find "$PARLANDO_VST3" -name '*.so') lv2=$(find "$PARLANDO_LV2" -name '*.so')
expect_symbols "$vst3" "GetPluginFactory ModuleEntry ModuleExit"
expect_symbols "$lv2" "lv2_descriptor lv2ui_descriptor"

for library in "$vst3" "$lv2"; do
    expect_carried "$library" ssl crypto speexdsp FLAC ogg ebur128 stdc++ gcc_s
done

for program in "$PARLANDO_APP" ${PARLANDO_CLIENT:+"$PARLANDO_CLIENT"}; do
    expect_carried "$program" ssl crypto speexdsp FLAC ogg ebur128
done

for category in Fx Network; do
    grep -q "\"$category\"" "$PARLANDO_VST3/Contents/Resources/moduleinfo.json" || fail "the VST3 is not of the category $category"
done

# It renders faster than real time as well: takes are played without a network.
! grep -q OnlyRT "$PARLANDO_VST3/Contents/Resources/moduleinfo.json" || fail "the VST3 says that it can only run in real time"
