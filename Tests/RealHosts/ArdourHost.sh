# What the tests with Ardour share; sourced after Host.sh, with the format as the first argument.
format=$1
scripts=$(cd "$(dirname "$0")" && pwd)
session=$folder/session/conversation
library=/usr/lib/ardour7
export PARLANDO_ENDPOINT=ws://127.0.0.1:9 # until the service runs

ardour() { # seconds, step...
    local seconds=$1 status=0
    shift
    timeout -k 5 "$seconds" ardour7-lua "$scripts/ArdourSession.lua" "$@" >"ardour-$1.log" 2>&1 || status=$?
    grep -E '^(recorded|exported|automated|VST3|LV2) ' "ardour-$1.log" | sed 's/^/== /' || true
    return "$status"
}
must() { # what, seconds, step...
    local what=$1
    shift
    ardour "$@" || fail "Ardour could not $what (status $?): $(tail -n 5 "ardour-$2.log")"
}

find_plugin() {
    uid=urn:parlando:plugin
    [ "$format" = VST3 ] || return 0
    say "Scanning the VST3 bundle"
    LD_LIBRARY_PATH=$library timeout -k 5 60 "$library/ardour-vst3-scanner" -f -v "$PARLANDO_VST3" >scan.log 2>&1 \
        || fail "Ardour's scanner ended with $?: $(tail -n 3 scan.log)"
    uid=$(sed -n 's/.*<VST3Info uid="\([^"]*\)" name="Parlando".*/\1/p' scan.log)
    [ -n "$uid" ] || fail "Ardour's scanner does not find Parlando: $(tail -n 5 scan.log)"
    grep -q 'n_aux_inputs="2" n_aux_outputs="2"' scan.log || fail "Ardour does not see the side-chain and the Agent output"
}

# Ardour's scripts cannot import a file: the region is put where Ardour itself would write it.
insert_recording() {
    local file=$session/conversation.ardour sounds=$session/interchange/conversation/audiofiles length
    length=$(($(soxi -s person.wav) * 5880)) # 282240000 ticks a second
    mkdir -p "$sounds"
    cp person.wav "$sounds"
    region() { # whole file, id
        printf '<Region name="person" muted="0" opaque="1" locked="0" automatic="0" whole-file="%s" hidden="0" start="a0" length="a%s@a0" sync-position="a0" ancestral-start="a0" ancestral-length="a0@a0" stretch="1" shift="1" layering-index="0" envelope-active="0" default-fade-in="0" default-fade-out="0" fade-in-active="0" fade-out-active="0" scale-amplitude="1" id="%s" type="audio" first-edit="nothing" source-0="900001" master-source-0="900001" channels="1"/>' "$1" "$length" "$2"
    }
    local source='<Source name="person.wav" take-id="" type="audio" flags="" id="900001" natural-position="a0" captured-for="" channel="0" origin="" gain="1"/>'
    sed -i -e "s|<Sources/>|<Sources>$source</Sources>|" -e "s|<Regions/>|<Regions>$(region 1 900002)</Regions>|" \
        -e "s|\(<Playlist id=\"[0-9]*\" name=\"person\"[^>]*\)/>|\1>$(region 0 900003)</Playlist>|" \
        -e 's/id-counter="[0-9]*"/id-counter="900010"/' "$file"
    grep -q 'id="900003"' "$file" || fail "Ardour's session file is not what it was in Ardour 7"
}

# 32 bit floating point at the session's rate, as Ardour's own format describes it.
make_export_preset() {
    preset=5e2f1f0a-9f0b-4a3c-8f57-7061726c6e64
    mkdir -p "$XDG_CONFIG_HOME/ardour7/export"
    cat >"$XDG_CONFIG_HOME/ardour7/export/parlando.preset" <<END
<?xml version="1.0" encoding="UTF-8"?>
<ExportPreset id="$preset" name="Parlando's test"><ExportFormat id="20b4ab09-6452-4cb3-bd66-b921cdbd2942"/></ExportPreset>
END
}

# The first seconds of the session, faster than time, to export.wav. Ardour 7.3 damages its own heap at the end of an
# export, with and without plugins, and is then ended by a signal: what counts is what it wrote.
export_session() { # seconds [replay mode]
    local try status
    for try in 1 2 3; do
        rm -f export.wav
        status=0
        ardour 120 export "$session" "$folder" "$1" "$preset" ${2+"$2"} || status=$?
        [ "$status" -ne 0 ] || break
        [ "$status" -ge 128 ] || fail "Ardour could not export (status $status): $(tail -n 5 ardour-export.log)"
        say "Ardour ended with signal $((status - 128)) at try $try"
        ! grep -q '^exported ' ardour-export.log || break
    done
    grep -q '^exported ' ardour-export.log || fail "Ardour could not export: $(tail -n 5 ardour-export.log)"
}

# The points of the automation that Ardour has, as "point SECONDS VALUE": a ramp of 4 s (two bars at 120) from 0 to 0.4,
# straight to 2 %, with its end within 0.1 % of what was asked. After it touch mode goes back to what was there.
expect_ramp() { # log
    local result
    result=$(awk '
        $1 == "point" { n++; t[n] = $2; v[n] = $3 }
        END {
            if (n < 10) { print "only " n " points"; exit 1 }
            for (i = 1; i <= n; i++) if (v[i] > v[last]) last = i
            for (first = last; first > 1 && v[first] > 0.001; first--);
            span = t[last] - t[first]
            for (i = first; i <= last; i++) {
                off = v[i] - v[last] * (t[i] - t[first]) / span
                if (off < 0) off = -off
                if (off > worst) worst = off
            }
            printf "points=%d seconds=%.2f end=%.5f worst=%.4f\n", last - first + 1, span, v[last], worst
            # The dummy engine of a busy machine falls behind the clock that the ramp runs by.
            if (last - first < 5 || span < 3.5 || span > 4.5 || v[last] < 0.3996 || v[last] > 0.4004 || worst > 0.02) exit 1
        }' "$1") || fail "the automation is not the ramp that was asked for: $result: $(grep '^point' "$1" | head -n 40)"
    say "automation: $result"
}

# While it plays the control follows the automation: "played SECONDS VALUE EXPECTED".
expect_playback() { # log
    local result
    result=$(awk '
        $1 == "played" { n++; off = $3 - $4; if (off < 0) off = -off; if (off > worst) worst = off }
        END { printf "looks=%d worst=%.4f\n", n, worst; if (n < 10 || worst > 0.02) exit 1 }' "$1") \
        || fail "the automation is not played: $result: $(grep '^played' "$1" | head -n 40)"
    say "played back: $result"
}

# A person who asks for a ramp on the slot that this tool set names, and a session in which they do, with the slot's
# automation in touch mode.
request="set the reverb send to forty percent over two bars"
make_request() { # seconds before, seconds after
    cat >tools.json <<END
{
    "name": "Automation",
    "transport": true,
    "slots": [{"slot": 1, "name": "Reverb send", "unit": "%"}],
    "functions": [{"name": "set_reverb_send", "arguments": [{"name": "percent", "slot": 1}], "ramp": true, "scheduling": "when_idle"}]
}
END
    export PARLANDO_TOOLS=$folder/tools.json
    "$PARLANDO_REHEARSAL" say "$request" --output request.wav
    sox request.wav -r 48000 -e floating-point -b 32 person.wav rate -v pad "$1" "$2" 2>sox.log || fail "sox: $(cat sox.log)"
    say "Making a session with Parlando as $format"
    mkdir session
    must "make a session" 60 make "$format" "$uid" "$session"
    insert_recording
    must "put the slot's automation in touch mode" 60 arm "$session"
}
