#!/usr/bin/env bash
# A session in Ardour, without a window: a recording of a person plays through Parlando on its track, and the agent's
# answer is recorded on another. What was saved while connected is opened again and must not connect.
#
#   Ardour.sh VST3|LV2
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/ArdourHost.sh"

# 32 bit floating point at the session's rate, as Ardour's own format describes it.
make_export_preset() {
    preset=5e2f1f0a-9f0b-4a3c-8f57-7061726c6e64
    mkdir -p "$XDG_CONFIG_HOME/ardour7/export"
    cat >"$XDG_CONFIG_HOME/ardour7/export/parlando.preset" <<END
<?xml version="1.0" encoding="UTF-8"?>
<ExportPreset id="$preset" name="Parlando's test"><ExportFormat id="20b4ab09-6452-4cb3-bd66-b921cdbd2942"/></ExportPreset>
END
}

find_plugin
make_person 3 11
say "Making a session with Parlando as $format"
mkdir session
must "make a session" 60 make "$format" "$uid" "$session"
insert_recording

start_service
say "Talking (20 s, in real time)"
must "hold the conversation" 90 hold "$session" 20
expect_connections 1 "after the conversation"
log_has 'connection 1 closed' || fail "Connect was lowered, and the connection is still there"
agent=$(find "$session" -name 'Take1_agent*L.wav') main=$(find "$session" -name 'Take1_main*L.wav')
[ -n "$agent" ] && [ -n "$main" ] || fail "Ardour left no recordings: $(find "$session" -name '*.wav')"
cp "$agent" agent.wav
cp "$main" main.wav
expect_speech agent.wav
expect_dry main.wav agent.wav

say "Opening the session that was saved while connected"
must "open the session again" 60 reopen "$session" 3
expect_connections 1 "after the session was opened and played again"

# Ardour 7.3 damages its own heap at the end of an export, with and without plugins, and is then ended by a signal: what
# counts is what it wrote.
say "Exporting, faster than time"
make_export_preset
for try in 1 2 3; do
    rm -f export.wav
    status=0
    ardour 60 export "$session" "$folder" 10 "$preset" || status=$?
    [ "$status" -ne 0 ] || break
    [ "$status" -ge 128 ] || fail "Ardour could not export (status $status): $(tail -n 5 ardour-export.log)"
    say "Ardour ended with signal $((status - 128)) at try $try"
    ! grep -q '^exported ' ardour-export.log || break
done
grep -q '^exported ' ardour-export.log || fail "Ardour could not export: $(tail -n 5 ardour-export.log)"
expect_dry export.wav
expect_connections 1 "after the export"
