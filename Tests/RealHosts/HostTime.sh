#!/usr/bin/env bash
# What an LV2 knows of the time of Ardour and of jalv in each block, in small blocks and in usual ones: a probe writes down
# what the host said and what Parlando's clock makes of it. It is on a track of audio, as Parlando mostly is.
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/Jack.sh"
scripts=$(cd "$(dirname "$0")" && pwd)
uri=urn:parlando:time-probe

make_bundle() {
    mkdir -p bundles/TimeProbe.lv2
    cp "$PARLANDO_TIME_PROBE_PLUGIN" bundles/TimeProbe.lv2/TimeProbe.so
    cp "$scripts/TimeProbe.ttl" bundles/TimeProbe.lv2
    cat >bundles/TimeProbe.lv2/manifest.ttl <<END
@prefix lv2:  <http://lv2plug.in/ns/lv2core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<$uri> a lv2:Plugin ; lv2:binary <TimeProbe.so> ; rdfs:seeAlso <TimeProbe.ttl> .
END
    export LV2_PATH=$folder/bundles
}

# Once the host has said a word each block has a position, and it goes on from the one before by its frames, but where the
# host said otherwise: when it was sent elsewhere. Where it says where the clock is anyway, both agree, to the sample and to
# a tick of Ardour's (1/1920 of a quarter note).
expect_no_hole() { # log, most jumps, least blocks
    local result
    result=$(awk -v jumps="$2" -v least="$3" '
        { frames = $2; atoms = $3; was = $5; wasBeat = $6; now = $8; speed = $9; beat = $11 }
        now == "-" { if (known) holes++; next }
        {
            if (known && now != last + (lastSpeed == 1 ? lastFrames : 0)) jumped++
            else if (known && atoms && speed == 1 && wasBeat != "-" && $12 == lastTempo) {
                off = beat - wasBeat; if (off < 0) off = -off
                if (off > worst) worst = off
                checked++
            }
            known = 1; last = now; lastSpeed = speed; lastFrames = frames; lastTempo = $12
            blocks++; silent += atoms == 0
        }
        END {
            printf "blocks=%d told=%d holes=%d jumps=%d checked=%d worst_beats=%.6f\n", blocks, blocks - silent, holes, jumped, checked, worst
            exit !(blocks >= least && holes == 0 && jumped <= jumps && worst <= 0.00053)
        }' "$1") || fail "$1: $result"
    say "$1: $result"
}

in_ardour() { # block size
    export PARLANDO_TIME_PROBE=$folder/ardour-$1.log
    timeout -k 5 90 ardour7-lua "$scripts/ArdourTime.lua" "$1" "$folder/session-$1" "$uri" >"ardour7-$1.log" 2>&1 \
        || fail "Ardour ended with $?: $(tail -n 5 "ardour7-$1.log")"
    expect_no_hole "ardour-$1.log" 3 "$((48000 * 4 / $1))"
}

# Without a transport master JACK tells frames, and neither bars nor a tempo.
in_jalv() {
    start_jack
    export PARLANDO_TIME_PROBE=$folder/jalv.log
    mkfifo commands
    jalv -n probe "$uri" <commands >jalv-output.log 2>&1 &
    local jalv_pid=$!
    pids+=("$jalv_pid")
    exec 6>commands
    wait_for 20 "jalv's ports" sh -c 'jack_lsp | grep -q "^probe:"'
    printf 'locate 480000\nplay\n' | jack_transport >/dev/null 2>&1
    sleep 2
    printf 'stop\n' | jack_transport >/dev/null 2>&1
    sleep 1
    exec 6>&-
    end "$jalv_pid"
    [ -s jalv.log ] || fail "the probe wrote nothing: $(tail -n 3 jalv-output.log)"
    expect_no_hole jalv.log 3 100
}

make_bundle
in_ardour 64
in_ardour 512
in_jalv
