#!/usr/bin/env bash
# A session in Ardour, without a window: a recording of a person plays through Parlando on its track, and the agent's
# answer is recorded on another. What was saved while connected is opened again and must not connect.
#
#   Ardour.sh VST3|LV2
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/ArdourHost.sh"

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

say "Exporting, faster than time"
make_export_preset
export_session 10
expect_dry export.wav
expect_connections 1 "after the export"
