#!/usr/bin/env bash
# What a bundle shows to its host's process is its format's entry points and nothing else.
. "$(dirname "$0")/Host.sh"

expect_symbols() { # library, the symbols in alphabetical order
    local found
    found=$(nm -D --defined-only "$1" | awk '{ print $NF }' | LC_ALL=C sort | tr '\n' ' ')
    say "$(basename "$1"): $found"
    [ "$found" = "$2 " ] || fail "$1 exports $found and should export $2"
}

expect_symbols "$(find "$PARLANDO_VST3" -name '*.so')" "GetPluginFactory ModuleEntry ModuleExit"
expect_symbols "$(find "$PARLANDO_LV2" -name '*.so')" "lv2_descriptor lv2ui_descriptor"
