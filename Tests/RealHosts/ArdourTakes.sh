#!/usr/bin/env bash
# What the agent said while Ardour played is in its exports, where it was heard and nowhere else: the same bits from each,
# in small blocks and large ones, from the project alone, and in a pass in real time. Its file that leaves the folder is
# put there, too, when it is imported at its time stamp.
#
#   ArdourTakes.sh VST3|LV2
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/ArdourHost.sh"
kept=$HOME/Music/Parlando
seconds=20

expect_same() { # recording, recording, what
    local channel result
    for channel in 1 2; do
        result=$("$PARLANDO_SOUND" bits "$1:$channel" "$2:$channel") || fail "$3: cannot be compared"
        [ "$(value different <<<"$result")" -eq 0 ] || fail "$3 is not the same: $result"
    done
    say "$3: $result"
}

# How late Ardour records is what it did to the person.
expect_placed() { # mix
    local late result
    late=$("$PARLANDO_SOUND" same person.wav main.wav agent.wav | value delay)
    result=$("$PARLANDO_SOUND" placed agent.wav "$late" "$1" person.wav) || fail "the agent's voice cannot be compared"
    say "where it was heard (recorded $late late): $result"
    [ "$(value lag <<<"$result")" -eq 0 ] || fail "the agent's voice is not where it was heard: $result"
    at_least -30 "$(value difference_db <<<"$result")" || fail "the agent's voice is not what was heard: $result"
}

# The file that leaves the folder, laid where the journal says that the first take was heard, is what the mix has there.
expect_file_placed() { # mix
    local at sample result bar
    at=$(grep -h '"event":"place"' "$kept"/*/conversation.jsonl | sed -n 's/.*"samples":\([0-9-]*\).*/\1/p' | head -n 1)
    [ -n "$at" ] || fail "the journal does not say where the agent was heard: $(cat "$kept"/*/conversation.jsonl)"
    import_takes "$at" 1 16777217 518400000
    for sample in "$at" 1 16777217 518400000; do
        expect_imported "$sample"
    done

    # 120 to the minute at 48 kHz, in 4/4.
    bar=$(awk -v at="$at" 'BEGIN { beat = int (at / 24000); print int (beat / 4) + 1 "." beat % 4 + 1 }')
    compgen -G "exported-$at/0001 bar $bar *.wav" >/dev/null || fail "the take's file is not named by bar $bar: $(ls "exported-$at")"

    sox "exported-$at"/0001*.wav -e floating-point -b 32 laid.wav pad "${at}s" 2>>sox.log || fail "sox: $(cat sox.log)"
    result=$("$PARLANDO_SOUND" placed laid.wav 0 "$1" person.wav) || fail "the take's file cannot be compared"
    say "the take's file at sample $at: $result"
    [ "$(value lag <<<"$result")" -eq 0 ] || fail "the take's file is not where it was heard: $result"
    at_least -60 "$(value difference_db <<<"$result")" || fail "the take's file is not what was heard: $result"
}

# A kept conversation with its places moved, so that the first one is at a sample.
move_places() { # sample, folder
    local line first='' at
    rm -rf "$2"
    cp -r "$kept"/* "$2"
    while IFS= read -r line; do
        if [[ $line == *'"event":"place"'* ]]; then
            at=$(sed 's/.*"samples":\([0-9-]*\).*/\1/' <<<"$line")
            line=${line/\"samples\":$at/\"samples\":$((at - ${first:=$at} + $1))}
            line=${line#*,} # all but the checksum
            line="{\"crc\":\"$(printf %s "$line" | gzip -c | tail -c 8 | od -An -N4 -tx4 | tr -d ' ')\",$line"
        fi
        printf '%s\n' "$line"
    done <"$(echo "$kept"/*/conversation.jsonl)" >"$2/conversation.jsonl"
}

# Ardour's scripts cannot import a file: it is made known to the session with the time 0, and Ardour reads the time stamp.
import_takes() { # samples...
    local at id=900001 file length sources='' regions='' sounds=$folder/session/import/interchange/import/audiofiles
    ardour_import make
    mkdir -p "$sounds"
    for at in "$@"; do
        move_places "$at" "moved-$at"
        "$PARLANDO_CLIENT" export "moved-$at" --to "exported-$at" --turn 1 >>export.log 2>&1 \
            || fail "the take could not be exported: $(cat export.log)"
        file=$(echo "exported-$at"/0001*.wav)
        cp "$file" "$sounds/take-$at.wav"
        length=$(($(soxi -s "$file") * 5880))
        sources+="<Source name=\"take-$at.wav\" take-id=\"\" type=\"audio\" flags=\"\" id=\"$id\" natural-position=\"a0\" captured-for=\"\" channel=\"0\" origin=\"\" gain=\"1\"/>"
        regions+="<Region name=\"take-$at\" whole-file=\"1\" start=\"a0\" length=\"a$length@a0\" sync-position=\"a0\" ancestral-start=\"a0\" ancestral-length=\"a0@a0\" stretch=\"1\" shift=\"1\" scale-amplitude=\"1\" opaque=\"1\" id=\"$((id + 1))\" type=\"audio\" first-edit=\"nothing\" source-0=\"$id\" master-source-0=\"$id\" channels=\"1\"/>"
        id=$((id + 2))
    done
    sed -i -e "s|<Sources/>|<Sources>$sources</Sources>|" -e "s|<Regions/>|<Regions>$regions</Regions>|" \
        -e "s/id-counter=\"[0-9]*\"/id-counter=\"$id\"/" "$folder/session/import/import.ardour"
    ardour_import place
}
ardour_import() { # step
    timeout -k 5 60 ardour7-lua "$scripts/ArdourImport.lua" "$1" "$folder/session/import" >"ardour-import-$1.log" 2>&1 \
        || fail "Ardour could not $1 the import (status $?): $(tail -n 5 "ardour-import-$1.log")"
}

expect_imported() { # sample
    grep -q "^placed take-$1 $1 $1\$" ardour-import-place.log \
        || fail "Ardour does not put the take at sample $1: $(grep '^placed' ardour-import-place.log)"
    grep -q "<Region name=\"take-$1[^>]* length=\"a[0-9]*@a$(($1 * 5880))\"" "$folder/session/import/import.ardour" \
        || fail "Ardour's session does not have the take at sample $1"
    say "imported at its time stamp: sample $1"
}

find_plugin
make_person 3 11
say "Making a session with Parlando as $format"
mkdir session
must "make a session" 60 make "$format" "$uid" "$session"
insert_recording
start_service
say "Talking ($seconds s, in real time)"
must "hold the conversation" 90 hold "$session" "$seconds" 1
cp "$(find "$session" -name 'Take1_agent*L.wav')" agent.wav
cp "$(find "$session" -name 'Take1_main*L.wav')" main.wav

make_export_preset
say "Exporting with Replay in renders, from the project alone"
mv "$kept" "$folder/elsewhere"
for block in 512 64 1024; do
    PARLANDO_BLOCK_SIZE=$block export_session "$seconds"
    mv export.wav "export-$block.wav"
done
mv "$folder/elsewhere" "$kept"
export_session "$seconds"
expect_speech export-512.wav
expect_placed export-512.wav
expect_file_placed export-512.wav
expect_same export-512.wav export.wav "the second export"
expect_same export-512.wav export-64.wav "in blocks of 64"
expect_same export-512.wav export-1024.wav "in blocks of 1024"

say "Exporting with Replay off and always"
export_session "$seconds" 0
expect_dry export.wav
export_session "$seconds" 2
expect_same export-512.wav export.wav "with Replay always"

say "Bouncing the track with Replay always, as Ardour does not tell plugins of a bounce or freeze"
must "bounce the track" 120 bounce "$session" "$seconds" 2
cp "$(sed -n 's/^bounced //p' ardour-bounce.log | tail -n 1)" bounced.wav
sox -n -r 48000 -e floating-point -b 32 silence.wav trim 0 1 2>>sox.log
result=$("$PARLANDO_SOUND" placed agent.wav 0 bounced.wav silence.wav)
say "the Agent output in the bounce: $result"
[ "$(value lag <<<"$result")" -eq 0 ] || fail "the bounce does not have the voice where it was heard: $result"
at_least -30 "$(value difference_db <<<"$result")" || fail "the bounce does not have what was heard: $result"

say "Playing in real time with Replay always"
must "play the takes" 90 pass "$session" "$seconds"
cp "$(find "$session" -name 'Take2_agent*L.wav')" agent-again.wav
cp "$(find "$session" -name 'Take2_main*L.wav')" main-again.wav
late=$("$PARLANDO_SOUND" same person.wav main-again.wav agent-again.wav | value delay)
result=$("$PARLANDO_SOUND" placed agent-again.wav "$late" export-512.wav person.wav)
say "in real time: $result"
[ "$(value lag <<<"$result")" -eq 0 ] || fail "what plays in real time is not where the export has it: $result"
at_least -120 "$(value difference_db <<<"$result")" || fail "what plays in real time is not the export: $result"
expect_connections 1 "in all"
